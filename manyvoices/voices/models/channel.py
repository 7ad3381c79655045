"""A voice's presence on one network."""

from datetime import datetime
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from manyvoices.core.encryption import EncryptedField
from manyvoices.core.ids import IdField
from manyvoices.people.models import Person
from manyvoices.voices.models.voice import Voice


class ChannelState(models.TextChoices):
    """Whether the channel can be used."""

    ACTIVE = "active", _("Active")
    RECONNECT = "reconnect", _("Needs to be connected again")
    CLOSED = "closed", _("Closed")


class Channel(models.Model):
    """Where a voice is heard. `network` is a name of wiring.NETWORKS; `secret` is what the network trusts us by."""

    id = IdField()
    voice: models.ForeignKey[Voice, Voice] = models.ForeignKey(
        Voice, on_delete=models.PROTECT, related_name="channels"
    )
    network = models.CharField(max_length=30)
    address = models.CharField(max_length=200)
    secret = EncryptedField(blank=True)
    options: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField(default=dict)
    state = models.CharField(max_length=20, choices=ChannelState, default=ChannelState.ACTIVE)
    state_reason = models.CharField(max_length=500, blank=True)
    connected_by: models.ForeignKey[Person | None, Person | None] = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+"
    )
    connected_at = models.DateTimeField()
    closed_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["voice", "network", "address"], name="channel_connected_once"),
        ]


class CollectSoon(models.Model):
    """That something new waits at a channel: whoever receives marks it here, whoever collects looks and removes it.

    A table of its own: what arrives changes nothing that public pages show.
    """

    channel: models.OneToOneField[Channel, Channel] = models.OneToOneField(
        Channel, on_delete=models.CASCADE, primary_key=True, related_name="collect_soon"
    )
    at = models.DateTimeField()
