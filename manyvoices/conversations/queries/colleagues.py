"""To whom a conversation can be given by hand: colleagues who may answer in some units."""

from collections.abc import Collection

from django.db.models import Q, QuerySet

from manyvoices.conversations.permissions import ANSWERS
from manyvoices.core import clock
from manyvoices.people.models import Grant, Person, Right, Role
from manyvoices.people.rights import Rights

MOST = 200


def answering_in(held: Rights, units: Collection[int]) -> "QuerySet[Person]":
    """People with a role or a grant that lets them answer in one of these units, by name; 200 at most. One query.

    Whether one of them may answer in the very unit of a conversation is asked again by the action that gives it.
    """
    around = {above for unit in units for above in held.lineage(unit)}
    roles = Role.objects.filter(name__in=ANSWERS, unit__in=around, ended_at=None, brand=None)
    live = Q(expires_at=None) | Q(expires_at__gt=clock.now())
    grants = Grant.objects.filter(live, right=Right.ANSWER, unit__in=around, revoked_at=None, brand=None)
    able = Q(pk__in=roles.values("person")) | Q(pk__in=grants.values("person"))
    return Person.objects.filter(able, is_active=True).order_by("name", "id")[:MOST]
