"""Somebody leaves: their turns go to those who are left, and what they said of themselves goes with them."""

from datetime import datetime, timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy

from manyvoices.people.models import Absence, Cover, Effort, Person, Presence, Shift, ShiftTurn
from manyvoices.people.queries import rights
from manyvoices.people.queries.responders import rota_leads_of
from manyvoices.people.shift_rows import value_of, write_shift
from manyvoices.people.telling import tell
from manyvoices.people.turns import without


def leave_rotas(person: Person, now: datetime) -> None:
    """End the person's turns, covers, absences and presence; a second time finds nothing.

    A shift they shared goes on among the others in the same order; one that was theirs alone ends, and the leads of its
    unit are told that nobody is on call then. Their declared minutes are theirs and nobody else's: they are deleted.
    """
    theirs = ShiftTurn.objects.filter(person=person).values("shift")
    to_come = Q(last_week=None) | Q(last_week__gte=now.date() - timedelta(weeks=2))
    shifts = Shift.objects.filter(to_come, pk__in=theirs, ended_at=None, rota__ended_at=None)
    for shift in shifts.select_related("rota__unit").prefetch_related("turns"):
        _hand_on(shift, person, now)
    covers = Cover.objects.filter(Q(person=person) | Q(instead_of=person), cancelled_at=None, ends_at__gt=now)
    covers.update(cancelled_at=now)
    forget_whereabouts(person)


def forget_whereabouts(person: Person) -> None:
    """Delete what only the person had to know: presence, absences, declared minutes."""
    for model in (Presence, Absence, Effort):
        model._default_manager.filter(person=person).delete()


def _hand_on(shift: Shift, person: Person, now: datetime) -> None:
    left = without(value_of(shift), person.pk, now, shift.rota.time_zone)
    Shift.objects.filter(pk=shift.pk).update(ended_at=now)
    if left is not None:
        write_shift(shift.rota, left)
        return
    tell(
        rota_leads_of(rights(person), shift.rota.unit_id).exclude(pk=person.pk),
        kind="on_call",
        key=f"shift-left:{shift.pk}",
        link=reverse("rota", args=[shift.rota_id]),
        subject=gettext_lazy("A shift of %(unit)s has nobody left"),
        text=gettext_lazy("%(name)s had it alone and has left. Say who takes it from now on."),
        unit=shift.rota.unit.name,
        name=person.name,
    )
