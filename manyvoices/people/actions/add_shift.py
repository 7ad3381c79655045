"""A shift that comes every week."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from manyvoices.core import audit
from manyvoices.core.refusals import Conflict, Invalid
from manyvoices.people import rotas
from manyvoices.people.models import OnCall, Person, Shift
from manyvoices.people.permissions import may_keep_rota
from manyvoices.people.queries import rights
from manyvoices.people.queries.responders import responders_of
from manyvoices.people.shift_rows import value_of, write_shift

MOST_PEOPLE, MOST_SHIFTS, LONGEST_TURN, LAST_RANK = 60, 200, 52, 9


@transaction.atomic
def add_shift(
    *,
    actor: Person,
    rota: OnCall,
    people: Sequence[Person],
    begins: int,
    ends: int,
    first_week: date,
    rank: int = 0,
    weeks: int = 1,
    last_week: date | None = None,
    on_holidays: bool = True,
) -> Shift:
    """The shift, whose `people` take turns in this order; the very same that runs already is returned as it is.

    Times are minutes since Monday 00:00 by the rota's clock (people/rotas.py). Refused to whoever does not lead the
    unit, Conflict for a rota that has ended, Invalid for people who may not answer there and times that are none.
    """
    held = rights(actor)
    may_keep_rota(held, unit_id=rota.unit_id)
    wanted = rotas.Shift(
        tuple(person.pk for person in people), begins, ends, first_week, rank, weeks, last_week, on_holidays
    )
    _check(wanted)
    if not OnCall.objects.select_for_update().filter(pk=rota.pk, ended_at=None).exists():
        raise Conflict(_("This rota has ended. Make a new one for the unit."))
    running = Shift.objects.filter(rota=rota, ended_at=None).prefetch_related("turns")
    for row in running:
        if value_of(row) == wanted:
            return row
    if len(running) >= MOST_SHIFTS:
        raise Invalid(people=_("A rota holds at most 200 shifts. End some first."))
    if responders_of(held, rota.unit_id).filter(pk__in=wanted.people).count() != len(set(wanted.people)):
        raise Invalid(people=_("Only colleagues who may answer in this unit can be on call for it."))
    made = write_shift(rota, wanted)
    audit.record(actor=actor, verb="add_shift", target=made, rota=rota.pk, people=list(wanted.people))
    return made


def _check(shift: rotas.Shift) -> None:
    if len(shift.people) > MOST_PEOPLE:
        raise Invalid(people=_("At most 60 people take turns in one shift."))
    if shift.weeks > LONGEST_TURN:
        raise Invalid(weeks=_("A turn lasts 52 weeks at most."))
    if not 0 <= shift.rank <= LAST_RANK:
        raise Invalid(rank=_("Choose a place in the order, from first to tenth."))
    if shift.last_week is not None and shift.last_week < shift.first_week:
        raise Invalid(last_week=_("The last week comes before the first."))
