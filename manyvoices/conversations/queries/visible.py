"""Which conversations somebody sees: every page loads them through these."""

from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Left

from manyvoices.conversations.models import Conversation, Direction, Message
from manyvoices.conversations.permissions import IN_INBOX
from manyvoices.core.refusals import NotThere
from manyvoices.people.models import Person
from manyvoices.people.queries import rights

# As many characters of what somebody said as a line of a list shows.
SHORT = 200


def inbox_of(person: Person) -> QuerySet[Conversation]:
    """What belongs to the organisation and stands in an inbox this person works in, or was given to them."""
    units = rights(person).units_with(IN_INBOX)
    mine = Q(unit_id__in=units) | Q(assigned_to=person)
    return Conversation.objects.filter(mine, owner=None, merged_into=None)


def private_to(person: Person) -> QuerySet[Conversation]:
    """What reached this person's own voices and was not handed over."""
    return Conversation.objects.filter(owner=person, merged_into=None)


def with_their_words(rows: QuerySet[Conversation]) -> QuerySet[Any]:
    """Each with `said`, the newest words of theirs; `preview` may be an answer of ours."""
    theirs = Message.objects.filter(conversation=OuterRef("pk"), direction=Direction.IN, deleted_at=None)
    newest = theirs.exclude(text="").order_by("-pk").annotate(short=Left("text", SHORT))
    return rows.annotate(said=Subquery(newest.values("short")[:1]))


def conversation_in_view(person: Person, conversation_id: int) -> Conversation:
    """One of both. Raises NotThere."""
    seen = Q(pk__in=inbox_of(person).values("pk")) | Q(owner=person)
    found = (
        Conversation.objects.filter(seen, pk=conversation_id)
        .select_related("contact", "voice", "unit", "topic", "assigned_to", "owner")
        .first()
    )
    if found is None:
        raise NotThere
    return found
