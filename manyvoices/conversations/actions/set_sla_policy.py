"""A unit says within which time it answers."""

from django.db import transaction
from django.utils.translation import gettext as _

from manyvoices.conversations.models import Kind, SlaPolicy
from manyvoices.conversations.permissions import may_arrange
from manyvoices.conversations.policies import places_below, recount
from manyvoices.conversations.reply_due import Policy
from manyvoices.core import audit, clock
from manyvoices.core.refusals import Invalid
from manyvoices.people.models import Person, Unit
from manyvoices.people.unit_checks import check_open


@transaction.atomic
def set_sla_policy(
    *, actor: Person, unit: Unit, kind: str = "", minutes: int | None, around_the_clock: bool = False
) -> SlaPolicy:
    """The line that holds from now on in the unit and those below without their own; running promises follow it.

    (The most urgent 200 at once, the chore `follow-policies` brings the rest.)

    Time that was used stays used, and nobody becomes late by a new rule. The same again changes nothing. Refused to whoever
    does not lead the unit; Invalid for less than a minute, more than thirty days, and for no promise at all for complaints.
    """
    may_arrange(actor, unit.pk)
    check_open(unit, field="unit")
    if kind not in {*Kind.values, ""}:
        raise Invalid(kind=_("Choose one of the kinds."))
    Policy(unit.pk, kind or None, minutes)
    Unit.objects.select_for_update().get(pk=unit.pk)  # or two leads could both write the one line
    standing = SlaPolicy.objects.filter(unit=unit, kind=kind, ended_at=None).first()
    if standing is not None and (standing.minutes, standing.around_the_clock) == (minutes, around_the_clock):
        return standing
    now = clock.now()
    SlaPolicy.objects.filter(unit=unit, kind=kind, ended_at=None).update(ended_at=now)
    made = SlaPolicy.objects.create(
        unit=unit, kind=kind, minutes=minutes, around_the_clock=around_the_clock, set_by=actor, set_at=now
    )
    recount(places_below(unit.pk))
    audit.record(
        actor=actor,
        verb="set_sla_policy",
        target=unit,
        kind=kind,
        minutes=minutes,
        around_the_clock=around_the_clock,
    )
    return made
