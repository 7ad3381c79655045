"""A colleague takes somebody's place on call for a time."""

from datetime import datetime, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from manyvoices.core import audit, clock
from manyvoices.core.refusals import Conflict, Invalid
from manyvoices.people.models import Cover, OnCall, Person
from manyvoices.people.permissions import may_cover
from manyvoices.people.queries import rights
from manyvoices.people.queries.responders import responders_of
from manyvoices.people.rights import Rights
from manyvoices.people.telling import tell

LONGEST = timedelta(days=92)


@transaction.atomic
def cover_shift(
    *,
    actor: Person,
    rota: OnCall,
    person: Person,
    instead_of: Person | None,
    starts_at: datetime,
    ends_at: datetime,
) -> Cover:
    """`person` on call instead of somebody, or before everybody else (`instead_of` None); they are told.

    The same cover that stands is returned as it is. Refused to all but who is covered and the leads of the unit,
    Conflict for a rota that has ended, Invalid for somebody who may not answer there and for a time that is none.
    """
    held = rights(actor)
    may_cover(held, instead_of_id=instead_of.pk if instead_of else None, unit_id=rota.unit_id)
    _check_rota(rota)
    _check_time(starts_at, ends_at)
    _check_people(held, rota, person, instead_of)
    wanted = {"person": person, "instead_of": instead_of, "starts_at": starts_at, "ends_at": ends_at}
    row, is_new = Cover.objects.get_or_create(
        rota=rota, cancelled_at=None, **wanted, defaults={"made_by": actor, "made_at": clock.now()}
    )
    if is_new:
        instead_id = instead_of.pk if instead_of else None
        audit.record(actor=actor, verb="cover_shift", target=row, person=person.pk, instead_of=instead_id)
        _tell(actor, row, instead_of)
    return row


def _check_rota(rota: OnCall) -> None:
    if not OnCall.objects.select_for_update().filter(pk=rota.pk, ended_at=None).exists():
        raise Conflict(_("This rota has ended. Make a new one for the unit."))


def _check_time(starts_at: datetime, ends_at: datetime) -> None:
    if ends_at <= starts_at:
        raise Invalid(ends_at=_("The end lies before the beginning."))
    if ends_at <= clock.now():
        raise Invalid(ends_at=_("This time is over already."))
    if ends_at - starts_at > LONGEST:
        raise Invalid(ends_at=_("Cover three months at most; for longer, change the shift."))


def _check_people(held: Rights, rota: OnCall, person: Person, instead_of: Person | None) -> None:
    if instead_of is not None and instead_of.pk == person.pk:
        raise Invalid(person=_("Choose somebody else: nobody takes their own place."))
    if not responders_of(held, rota.unit_id).filter(pk=person.pk).exists():
        raise Invalid(person=_("Only colleagues who may answer in this unit can be on call for it."))


def _tell(actor: Person, row: Cover, instead_of: Person | None) -> None:
    """Both learn of it, except whoever pressed."""
    concerned = [who for who in (row.person, instead_of) if who is not None and who.pk != actor.pk]
    tell(
        concerned,
        kind="on_call",
        key=f"cover:{row.pk}",
        link=reverse("on-call"),
        subject=gettext_lazy("%(name)s is on call for %(unit)s"),
        text=gettext_lazy("From when to when stands under “On call”. %(actor)s arranged it."),
        name=row.person.name,
        unit=row.rota.unit.name,
        actor=actor.name,
    )
