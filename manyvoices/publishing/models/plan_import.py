"""A whole plan from a file: looked at first, then written line by line."""

from datetime import datetime
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from manyvoices.core.ids import IdField
from manyvoices.core.models import WorkRow
from manyvoices.people.models import Person
from manyvoices.publishing.models.post import Post


class PlanState(models.TextChoices):
    """How far the import is."""

    LOOKED_AT = "looked_at", _("Looked at")
    WRITING = "writing", _("Being written")
    DONE = "done", _("Written")
    DROPPED = "dropped", _("Dropped")


class PlanImport(WorkRow):
    """A file of posts that somebody uploaded."""

    id = IdField()
    name = models.CharField(max_length=200)
    state = models.CharField(max_length=12, choices=PlanState, default=PlanState.LOOKED_AT)
    time_zone = models.CharField(max_length=60)
    # Whoever agreed wanted drafts with a wished time, not planned posts.
    as_drafts = models.BooleanField(default=False)
    made_by: models.ForeignKey[Person, Person] = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField()
    agreed_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["due_at"], name="plan_import_due")]


class PlanLine(models.Model):
    """One line of the file: what it says, what is wrong with it, and the draft it became."""

    id = IdField()
    plan: models.ForeignKey[PlanImport, PlanImport] = models.ForeignKey(
        PlanImport, on_delete=models.CASCADE, related_name="lines"
    )
    number = models.PositiveIntegerField()
    # Column -> value as it stands in the file.
    values: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField(default=dict)
    problem = models.CharField(max_length=500, blank=True)
    warning = models.CharField(max_length=500, blank=True)
    post: models.ForeignKey[Post | None, Post | None] = models.ForeignKey(
        Post, null=True, on_delete=models.PROTECT, related_name="+"
    )
    written_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["plan", "number"], name="plan_line_once"),
        ]
