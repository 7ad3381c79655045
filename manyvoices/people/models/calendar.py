"""When a unit or brand is at work, and settings that hold for a unit and all below it."""

from datetime import datetime
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from manyvoices.core.ids import IdField
from manyvoices.people.models.organisation import Brand, Unit
from manyvoices.people.models.person import Person


class Calendar(models.Model):
    """Working hours of a unit (and of those below without their own) or of a brand.

    `hours` is weekday ("mon" … "sun") -> [["08:00", "16:30"], …] in `time_zone`, each pair within one day.
    """

    id = IdField()
    unit: models.OneToOneField[Unit | None, Unit | None] = models.OneToOneField(
        Unit, null=True, on_delete=models.PROTECT, related_name="calendar"
    )
    brand: models.OneToOneField[Brand | None, Brand | None] = models.OneToOneField(
        Brand, null=True, on_delete=models.PROTECT, related_name="calendar"
    )
    time_zone = models.CharField(max_length=60)
    hours: models.JSONField[dict[str, list[list[str]]], dict[str, list[list[str]]]] = models.JSONField(
        default=dict, blank=True
    )
    changed_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(unit__isnull=False, brand=None) | Q(unit=None, brand__isnull=False),
                name="calendar_of_a_unit_or_a_brand",
            ),
        ]


class Holiday(models.Model):
    """A day on which nobody of the calendar works."""

    id = IdField()
    calendar: models.ForeignKey[Calendar, Calendar] = models.ForeignKey(
        Calendar, on_delete=models.CASCADE, related_name="holidays"
    )
    day = models.DateField()
    name = models.CharField(max_length=80)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["calendar", "day"], name="holiday_once_a_day"),
        ]


class UnitSetting(models.Model):
    """A value set at a unit; units below without their own have it too. Names and meanings: people/settings.py."""

    id = IdField()
    unit: models.ForeignKey[Unit, Unit] = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="settings"
    )
    name = models.CharField(max_length=60)
    value: models.JSONField[Any, Any] = models.JSONField()
    set_by: models.ForeignKey[Person | None, Person | None] = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+"
    )
    set_at: models.DateTimeField[datetime, datetime] = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["unit", "name"], name="set_once_at_a_unit"),
        ]
