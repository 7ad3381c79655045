"""Who has a conversation: one row stands at any time, of a person or of the watched queue of a unit."""

from collections.abc import Sequence
from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from manyvoices.conversations.holding import address
from manyvoices.conversations.models import Assignment, Conversation, Way
from manyvoices.conversations.permissions import ANSWERS
from manyvoices.core import clock
from manyvoices.people.models import Person, Right
from manyvoices.people.queries import rights
from manyvoices.people.telling import tell


def can_be_asked(person: Person, unit_id: int) -> bool:
    """Whether a conversation of the unit may be given to this person: their role or a grant lets them answer there."""
    held = rights(person)
    return held.active and (held.has_any_role(ANSWERS, unit_id) or held.has_right(Right.ANSWER, unit_id))


def give(
    conversation: Conversation,
    *,
    to: Person | None,
    way: Way,
    by: Person | None,
    reasons: Sequence[list[str]] = (),
    rests: timedelta | None = timedelta(),
) -> Assignment:
    """Ends what stood and writes the next, for a person or (None) the queue of the conversation's unit; saves both there.

    In a queue somebody is looked for after `rests`, never if that is None.
    """
    now = clock.now()
    looked_for = now + rests if to is None and rests is not None else None
    Assignment.objects.filter(conversation=conversation, ended_at=None).update(ended_at=now, due_at=None)
    conversation.assigned_to = to
    conversation.save(update_fields=["assigned_to", "unit"])
    return Assignment.objects.create(
        conversation=conversation,
        person=to,
        unit=conversation.unit,
        way=way,
        by=by,
        reasons=list(reasons),
        at=now,
        due_at=looked_for,
    )


def tell_of(assignment: Assignment, conversation: Conversation, by: Person) -> None:
    """Tells who got it, unless they took it themselves. Nothing of what the customer wrote is in it."""
    if assignment.person is not None and assignment.person != by:
        tell(
            [assignment.person],
            kind="assigned",
            key=f"assigned:{assignment.pk}",
            link=address(conversation),
            subject=_("%(name)s gave you a conversation"),
            text=_("It waits for your answer. If it is not yours to answer, pass it on or put it back."),
            name=by.name,
        )
