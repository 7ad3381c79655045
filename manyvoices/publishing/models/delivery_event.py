"""What happened to a delivery, line by line: what its page and `manyvoices queue explain` tell."""

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from manyvoices.core.ids import IdField
from manyvoices.people.models import Person
from manyvoices.publishing.models.delivery import Delivery


class Happened(models.TextChoices):
    """What happened."""

    QUEUED = "queued", _("Planned")
    CALLED = "called", _("The call left")
    SENT = "sent", _("The network took it")
    UNKNOWN = "unknown", _("The network did not say whether it arrived")
    LOOKED = "looked", _("Looked for it on the network")
    WAITS = "waits", _("Tried again later")
    FAILED = "failed", _("Given up")
    PAUSED = "paused", _("Held back by a pause")
    LATE = "late", _("Overdue: somebody is asked")
    HANDED = "handed", _("Handed to a person")
    CANCELLED = "cancelled", _("Cancelled")
    RELEASED = "released", _("Let go again")
    ANSWERED = "answered", _("Somebody said what they saw")


class DeliveryEvent(models.Model):
    """One line, written in the transaction of the change it tells. `next_at` is when something happens by itself again."""

    id = IdField()
    delivery: models.ForeignKey[Delivery, Delivery] = models.ForeignKey(
        Delivery, on_delete=models.CASCADE, related_name="events"
    )
    at = models.DateTimeField()
    happened = models.CharField(max_length=12, choices=Happened)
    because = models.CharField(max_length=1000, blank=True)
    next_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)
    by: models.ForeignKey[Person | None, Person | None] = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering: ClassVar = ["id"]
        indexes: ClassVar = [models.Index(fields=["delivery", "id"], name="events_of_delivery")]
