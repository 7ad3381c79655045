"""The lines of a voice's profile, as other servers show them beside its picture."""

from datetime import datetime
from typing import ClassVar

from django.db import models

from manyvoices.core.ids import IdField
from manyvoices.core.models import WorkRow
from manyvoices.voices.models.voice import Voice


class ProfileField(WorkRow):
    """A name and a value. A link is verified when the page behind it links back with rel="me" (as Mastodon asks)."""

    id = IdField()
    voice: models.ForeignKey[Voice, Voice] = models.ForeignKey(
        Voice, on_delete=models.CASCADE, related_name="fields"
    )
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=60)
    value = models.CharField(max_length=250)
    checked_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)
    verified_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["voice", "position"], name="profile_field_in_its_place"),
        ]
        indexes: ClassVar = [models.Index(fields=["due_at"], name="profile_field_due")]
