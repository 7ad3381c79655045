"""Actors: the keys of ours, and the others with their hosts."""

from datetime import datetime
from typing import ClassVar

from django.db import models

from manyvoices.core.encryption import EncryptedField
from manyvoices.core.ids import IdField
from manyvoices.voices.models import Voice


class FrozenHost(models.Model):
    """The host our ids were first told to another server under. One row; a later change refuses to start."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    origin = models.CharField(max_length=300)
    frozen_at = models.DateTimeField()
    because = models.CharField(max_length=200)

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=models.Q(id=1), name="one_frozen_host")]


class ActorKey(models.Model):
    """The key pair with which a voice signs. PEM, RSA 2048; the private half is encrypted at rest."""

    id = IdField()
    voice: models.OneToOneField[Voice, Voice] = models.OneToOneField(
        Voice, on_delete=models.PROTECT, related_name="actor_key"
    )
    private = EncryptedField()
    public = models.CharField(max_length=2000)
    made_at = models.DateTimeField()


class InstanceKey(models.Model):
    """The key pair with which the server itself signs what it fetches, as nobody's voice. One row."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    private = EncryptedField()
    public = models.CharField(max_length=2000)
    made_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=models.Q(id=1), name="one_instance_key")]


class RemoteHost(models.Model):
    """Another server: whether it answers, and how long we leave it alone when it does not."""

    id = IdField()
    domain = models.CharField(max_length=260, unique=True)
    failing_since: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)
    failures = models.PositiveIntegerField(default=0)
    quiet_until: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)
    answered_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)


class RemoteActor(models.Model):
    """Somebody on another server, as fetched from there."""

    id = IdField()
    uri = models.CharField(max_length=500, unique=True)
    domain = models.CharField(max_length=260, db_index=True)
    username = models.CharField(max_length=100, blank=True)
    name = models.CharField(max_length=200, blank=True)
    url = models.CharField(max_length=500, blank=True)
    inbox = models.CharField(max_length=500)
    shared_inbox = models.CharField(max_length=500, blank=True)
    key_id = models.CharField(max_length=500, db_index=True)
    public_key = models.CharField(max_length=4000)
    fetched_at = models.DateTimeField()
    gone_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)

    @property
    def address(self) -> str:
        """How people write it: @user@host."""
        return f"@{self.username}@{self.domain}"


class Follower(models.Model):
    """Somebody who follows a voice; ended, never deleted."""

    id = IdField()
    voice: models.ForeignKey[Voice, Voice] = models.ForeignKey(
        Voice, on_delete=models.PROTECT, related_name="followers"
    )
    actor: models.ForeignKey[RemoteActor, RemoteActor] = models.ForeignKey(
        RemoteActor, on_delete=models.PROTECT, related_name="follows"
    )
    activity_id = models.CharField(max_length=500)
    since = models.DateTimeField()
    ended_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["voice", "actor"], condition=models.Q(ended_at=None), name="follows_a_voice_once"
            ),
        ]
