"""Giving a role."""

from django.db import transaction
from django.utils.translation import gettext as _

from manyvoices.core import audit, clock
from manyvoices.core.refusals import Invalid
from manyvoices.people.models import Brand, Person, Role, RoleName, Unit
from manyvoices.people.permissions import may_give_role
from manyvoices.people.queries import rights
from manyvoices.people.sessions import renew_open


@transaction.atomic
def give_role(*, actor: Person, person: Person, name: str, unit: Unit, brand: Brand | None = None) -> Role:
    """The live role; one that is held already is returned as it is.

    Refused for oneself, and where the role is beyond what the actor may give in that unit.
    """
    if name not in RoleName.values:
        raise Invalid(name=_("Choose one of the roles."))
    may_give_role(rights(actor), to_id=person.pk, role=name, unit_id=unit.pk)
    if not person.is_active:
        raise Invalid(person=_("This person has left; invite them again first."))
    role, is_new = Role.objects.get_or_create(
        person=person,
        name=name,
        unit=unit,
        brand=brand,
        ended_at=None,
        defaults={"given_by": actor, "given_at": clock.now()},
    )
    if is_new:
        renew_open(person)
        audit.record(actor=actor, verb="give_role", target=person, role=name, unit=unit.pk)
    return role
