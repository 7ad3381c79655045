"""Which conversations somebody sees: every page loads them through these."""

from django.db.models import Q, QuerySet

from manyvoices.conversations.models import Conversation
from manyvoices.conversations.permissions import IN_INBOX
from manyvoices.core.refusals import NotThere
from manyvoices.people.models import Person
from manyvoices.people.queries import rights


def inbox_of(person: Person) -> QuerySet[Conversation]:
    """What belongs to the organisation and stands in an inbox this person works in, or was given to them."""
    units = rights(person).units_with(IN_INBOX)
    mine = Q(unit_id__in=units) | Q(assigned_to=person)
    return Conversation.objects.filter(mine, owner=None, merged_into=None)


def private_to(person: Person) -> QuerySet[Conversation]:
    """What reached this person's own voices and was not handed over."""
    return Conversation.objects.filter(owner=person, merged_into=None)


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
