"""Whose conversations a list reads, said so that both databases follow an index."""

from django.db import connection
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce

from manyvoices.conversations.models import Conversation
from manyvoices.conversations.permissions import IN_INBOX
from manyvoices.conversations.queries.views import LIVE
from manyvoices.people.models import Person
from manyvoices.people.queries import rights
from manyvoices.people.rights import Rights

# What was given to somebody outside their own units: more is nobody's day.
MOST_GIVEN = 500


def scope_of(person: Person, held: Rights | None = None) -> QuerySet[Conversation]:
    """What belongs to the organisation and this person sees; of what was given to them elsewhere the open ones.

    Says the same as `visible.inbox_of` in a way both databases read along an index. `held` are their rights, where known.
    """
    held = held or rights(person)
    units = held.units_with(IN_INBOX)
    rows = of_organisation()
    if units == frozenset(held.parents):
        return rows
    elsewhere = given_elsewhere(person, units)
    return rows.filter(Q(place__in=units) | Q(pk__in=elsewhere) if elsewhere else Q(place__in=units))


def given_elsewhere(person: Person, units: frozenset[int]) -> list[int]:
    """What is open and was given to this person outside the units whose inbox they work in."""
    if not person.is_active:
        return []
    given = Conversation.objects.filter(LIVE, assigned_to=person, owner=None, merged_into=None)
    return list(given.exclude(unit__in=units).values_list("pk", flat=True)[:MOST_GIVEN])


def of_organisation() -> "QuerySet[Conversation]":
    """Not private, not part of another one; whose unit is `place`.

    On SQLite none of the three is a bare column: it would read all rows of a unit, or all that are not private, and sort
    them, where an index in the order of the list (models/conversation.py) ends at the fiftieth. PostgreSQL knows how many
    rows a bare column leaves, and would expect a single one of anything else.
    """
    if connection.vendor == "postgresql":
        return Conversation.objects.alias(place=F("unit_id")).filter(owner=None, merged_into=None)
    rows = Conversation.objects.alias(
        place=Coalesce("unit_id", 0), whose=Coalesce("owner_id", 0), part_of=Coalesce("merged_into_id", 0)
    )
    return rows.filter(whose=0, part_of=0)
