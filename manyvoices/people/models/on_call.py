"""Who is on call, who is where, and what of the agreed time was used."""

from datetime import date, datetime
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from manyvoices.core.ids import IdField
from manyvoices.people.models.organisation import Unit
from manyvoices.people.models.person import Person


class OnCall(models.Model):
    """The rota of a unit (and of those below without their own); the clock it counts by is `time_zone`."""

    id = IdField()
    unit: models.ForeignKey[Unit, Unit] = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="rotas"
    )
    time_zone = models.CharField(max_length=60)
    made_by: models.ForeignKey[Person | None, Person | None] = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField()
    ended_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["unit"], condition=Q(ended_at=None), name="one_rota_a_unit"),
        ]


class Shift(models.Model):
    """Every week from `begins` to `ends`, in minutes since Monday 00:00 (see people/rotas.py); ended, never deleted."""

    id = IdField()
    rota: models.ForeignKey[OnCall, OnCall] = models.ForeignKey(
        OnCall, on_delete=models.CASCADE, related_name="shifts"
    )
    begins = models.PositiveSmallIntegerField()
    ends = models.PositiveSmallIntegerField()
    rank = models.PositiveSmallIntegerField(default=0)
    # How many weeks a turn lasts, from the week of `first_week` to that of `last_week`.
    weeks = models.PositiveSmallIntegerField(default=1)
    first_week: models.DateField[date, date] = models.DateField()
    last_week: models.DateField[date | None, date | None] = models.DateField(null=True)
    on_holidays = models.BooleanField(default=True)
    ended_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)


class ShiftTurn(models.Model):
    """Whose turn of a shift comes when: 0 is the first week's."""

    id = IdField()
    shift: models.ForeignKey[Shift, Shift] = models.ForeignKey(
        Shift, on_delete=models.CASCADE, related_name="turns"
    )
    person: models.ForeignKey[Person, Person] = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="shift_turns"
    )
    position = models.PositiveSmallIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["shift", "position"], name="one_person_a_turn"),
        ]


class Cover(models.Model):
    """`person` takes the place of `instead_of` for a time; without one stands before everybody else."""

    id = IdField()
    rota: models.ForeignKey[OnCall, OnCall] = models.ForeignKey(
        OnCall, on_delete=models.CASCADE, related_name="covers"
    )
    person: models.ForeignKey[Person, Person] = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="covers"
    )
    instead_of: models.ForeignKey[Person | None, Person | None] = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="covered"
    )
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    made_by: models.ForeignKey[Person, Person] = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField()
    cancelled_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="cover_ends_after_it_starts"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["rota", "ends_at"], name="covers_of_rota")]


class Absence(models.Model):
    """A time in which somebody is never on call. Why is theirs to know, so it is not asked."""

    id = IdField()
    person: models.ForeignKey[Person, Person] = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="absences"
    )
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    made_at = models.DateTimeField()
    cancelled_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="absence_ends_after_it_starts"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["person", "ends_at"], name="absences_of_person")]


class Where(models.TextChoices):
    """What somebody says of themselves."""

    HERE = "here", _("Here")
    AWAY = "away", _("Away")
    LUNCH = "lunch", _("At lunch")
    OUT_OF_OFFICE = "out_of_office", _("Out of office")


class Presence(models.Model):
    """Where somebody is, as they said themselves last; others see only whether a message can go there."""

    person: models.OneToOneField[Person, Person] = models.OneToOneField(
        Person, on_delete=models.CASCADE, primary_key=True, related_name="presence"
    )
    where = models.CharField(max_length=20, choices=Where, default=Where.HERE)
    until: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)
    said_at = models.DateTimeField()


class Effort(models.Model):
    """Minutes of a day that somebody says they spent on speaking and answering. Declared by themselves, never a score."""

    id = IdField()
    person: models.ForeignKey[Person, Person] = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="efforts"
    )
    day: models.DateField[date, date] = models.DateField()
    minutes = models.PositiveSmallIntegerField()
    declared_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "day"], name="effort_once_a_day"),
        ]
