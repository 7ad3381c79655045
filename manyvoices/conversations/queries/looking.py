"""Who has a conversation open, or is answering it."""

from collections.abc import Collection
from datetime import timedelta

from django.db.models import QuerySet

from manyvoices.conversations.models import Looking
from manyvoices.core import clock
from manyvoices.people.models import Person

BELIEVED = timedelta(seconds=45)


def looking_at(conversations: Collection[int], besides: Person) -> "QuerySet[Looking]":
    """Colleagues who look at one of these at this moment, whoever answers first; for a list in one query."""
    since = clock.now() - BELIEVED
    rows = Looking.objects.filter(conversation__in=conversations, seen_at__gt=since, person__is_active=True)
    return rows.exclude(person=besides).select_related("person").order_by("-answering", "person__name", "id")
