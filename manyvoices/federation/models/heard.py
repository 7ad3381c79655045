"""What was said to our voices, in the order in which whoever collects reads it."""

from typing import ClassVar

from django.db import models

from manyvoices.core.ids import IdField
from manyvoices.federation.models.note import Note
from manyvoices.voices.models import Voice


class Heard(models.Model):
    """That a note said to a voice came, changed or went: one row each time, with a new id, so that a look goes by ids.

    `visibility` is public, unlisted, followers or direct, as it was addressed; empty where only the words matter.
    """

    id = IdField()
    voice: models.ForeignKey[Voice, Voice] = models.ForeignKey(
        Voice, on_delete=models.CASCADE, related_name="+"
    )
    note: models.ForeignKey[Note, Note] = models.ForeignKey(Note, on_delete=models.CASCADE, related_name="+")
    visibility = models.CharField(max_length=10, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["voice", "id"], name="heard_by_voice")]
