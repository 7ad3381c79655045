"""What a person may do, loaded once."""

from django.db.models import Q

from manyvoices.core import clock
from manyvoices.people.models import Grant, Person, Role, Unit
from manyvoices.people.rights import Held, Rights


def rights(person: Person) -> Rights:
    """The live roles and grants of `person` with the tree of units: three queries, whatever the size.

    Somebody who left has none; that is read from the database, since `person` may be older than their leaving.
    """
    roles = Role.objects.filter(person=person, person__is_active=True, ended_at=None)
    grants = Grant.objects.filter(person=person, person__is_active=True).filter(_live())
    return Rights(
        person_id=person.pk,
        active=person.is_active,
        roles=frozenset(Held(*row) for row in roles.values_list("name", "unit_id", "brand_id")),
        grants=frozenset(Held(*row) for row in grants.values_list("right", "unit_id", "brand_id")),
        parents=dict(Unit.objects.values_list("id", "parent_id")),
    )


def _live() -> Q:
    return Q(revoked_at=None) & (Q(expires_at=None) | Q(expires_at__gt=clock.now()))
