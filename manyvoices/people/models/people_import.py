"""A CSV file of people on its way in: looked at first, written line by line afterwards."""

from datetime import datetime
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from manyvoices.core.ids import IdField
from manyvoices.core.models import WorkRow
from manyvoices.people.models.organisation import Unit
from manyvoices.people.models.person import Person


class PeopleImport(WorkRow):
    """One file. Its lines are checked first; nothing else is written until somebody says go (`confirmed_at`)."""

    id = IdField()
    unit: models.ForeignKey[Unit, Unit] = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=200)
    encoding = models.CharField(max_length=20, blank=True)
    columns: models.JSONField[list[str], list[str]] = models.JSONField(default=list, blank=True)
    # Columns of the file that no rule reads, as their head names them.
    unread_columns: models.JSONField[list[str], list[str]] = models.JSONField(default=list, blank=True)
    made_by: models.ForeignKey[Person, Person] = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField()
    send_letters = models.BooleanField(default=False)
    checked_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)
    confirmed_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)
    cancelled_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)
    lines_total = models.PositiveIntegerField(default=0)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["due_at"], name="people_import_due")]


class ImportLine(models.Model):
    """One line: what it says, what is wrong with it, and who came of it. `done_at` makes a second run skip it."""

    id = IdField()
    of: models.ForeignKey[PeopleImport, PeopleImport] = models.ForeignKey(
        PeopleImport, on_delete=models.CASCADE, related_name="lines"
    )
    number = models.PositiveIntegerField()
    values: models.JSONField[dict[str, str], dict[str, str]] = models.JSONField(default=dict, blank=True)
    errors: models.JSONField[list[dict[str, Any]], list[dict[str, Any]]] = models.JSONField(
        default=list, blank=True
    )
    what = models.CharField(max_length=20, blank=True)
    person: models.ForeignKey[Person | None, Person | None] = models.ForeignKey(
        Person, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    checked_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)
    done_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["of", "number"], name="import_line_once"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["of", "what", "number"], name="import_line_by_what"),
            # What is still to be done, whatever the length of the file.
            models.Index(fields=["of", "number"], condition=Q(checked_at=None), name="import_line_unchecked"),
            models.Index(fields=["of", "number"], condition=Q(done_at=None), name="import_line_undone"),
        ]
