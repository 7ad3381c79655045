"""What a person may do, loaded once."""

from django.db.models import Q

from manyvoices.core import clock
from manyvoices.people.models import Grant, Person, Role, Unit
from manyvoices.people.rights import Held, Rights


def rights(person: Person) -> Rights:
    """The live roles and grants of `person` with the tree of units: four queries, whatever the size.

    Somebody who left has none; that is read from the database, since `person` may be older than their leaving.
    """
    roles = Role.objects.filter(person=person, ended_at=None)
    grants = Grant.objects.filter(_live(), person=person)
    return Rights(
        person_id=person.pk,
        active=is_here(person),
        roles=frozenset(Held(*row) for row in roles.values_list("name", "unit_id", "brand_id")),
        grants=frozenset(Held(*row) for row in grants.values_list("right", "unit_id", "brand_id")),
        parents=dict(Unit.objects.values_list("id", "parent_id")),
    )


def is_here(person: Person) -> bool:
    """Whether the person has not left, read from the database: `person` may be older than their leaving. One query."""
    return Person.objects.filter(pk=person.pk, is_active=True).exists()


def _live() -> Q:
    return Q(revoked_at=None) & (Q(expires_at=None) | Q(expires_at__gt=clock.now()))
