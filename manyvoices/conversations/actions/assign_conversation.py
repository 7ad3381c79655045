"""A conversation is passed to a colleague, or to the watched queue of a unit."""

from django.db import transaction
from django.utils.translation import gettext as _

from manyvoices.conversations.assigning import can_be_asked, give, tell_of
from manyvoices.conversations.history import note
from manyvoices.conversations.holding import held_of_organisation
from manyvoices.conversations.models import Assignment, Conversation, Standing, Way
from manyvoices.conversations.standing_promise import follow
from manyvoices.core import audit, clock
from manyvoices.core.refusals import Conflict, Invalid
from manyvoices.people.models import Person, Unit
from manyvoices.people.unit_checks import check_open


@transaction.atomic
def assign_conversation(
    *,
    actor: Person,
    conversation: Conversation,
    person: Person | None = None,
    unit: Unit | None = None,
    because: str = "",
) -> Assignment:
    """The assignment that stands now; the same again changes nothing. The person is told.

    With a `unit` it goes there, to `person` or into its queue, and is promised by that unit's hours from now on. Invalid for
    a person who may not answer there, a closed unit and neither of both; Conflict for a closed conversation.
    """
    fresh = held_of_organisation(actor, conversation)
    if fresh.standing == Standing.CLOSED:
        raise Conflict(_("This conversation is closed. Open it again to pass it on."))
    _check(person, unit, fresh)
    before = fresh.unit_id
    fresh.unit = unit or fresh.unit
    standing = Assignment.objects.filter(conversation=fresh, ended_at=None).first()
    to = person.pk if person is not None else None
    if standing is not None and (standing.person_id, standing.unit_id) == (to, fresh.unit_id):
        return standing
    given = give(fresh, to=person, way=Way.BY_HAND, by=actor)
    if before != fresh.unit_id:
        follow(fresh, clock.now())
    note(fresh, "assigned", actor, to=to, unit=fresh.unit_id, because=because[:300])
    audit.record(
        actor=actor,
        verb="assign_conversation",
        target=fresh,
        because=because,
        to=to,
        unit=fresh.unit_id,
        before=before,
    )
    tell_of(given, fresh, actor)
    return given


def _check(person: Person | None, unit: Unit | None, fresh: Conversation) -> None:
    if person is None and unit is None:
        raise Invalid(person=_("Choose a colleague or a unit."))
    if unit is not None:
        check_open(unit, field="unit")
    if person is not None and not can_be_asked(person, unit.pk if unit else fresh.unit_id):
        raise Invalid(
            person=_("%(name)s may not answer there. Choose somebody else, or ask for the grant first.")
            % {"name": person.name}
        )
