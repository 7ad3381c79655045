"""Granting a right."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from manyvoices.core import audit, clock
from manyvoices.core.refusals import Invalid
from manyvoices.people.models import Brand, Grant, Person, Right, Unit
from manyvoices.people.permissions import may_give_grant
from manyvoices.people.queries import rights
from manyvoices.people.validity import check_future, check_reason


@transaction.atomic
def give_grant(
    *,
    actor: Person,
    person: Person,
    right: str,
    unit: Unit,
    because: str,
    expires_at: datetime | None = None,
    brand: Brand | None = None,
) -> Grant:
    """The grant, with its reason, until it expires or is revoked. The same grant twice is returned as it is.

    Refused for oneself and outside the units in which the actor may grant this right.
    """
    if right not in Right.values:
        raise Invalid(right=_("Choose one of the rights."))
    may_give_grant(rights(actor), to_id=person.pk, right=right, unit_id=unit.pk)
    if not person.is_active:
        raise Invalid(person=_("This person has left; invite them again first."))
    check_future(expires_at, field="expires_at")
    fields = {"person": person, "right": right, "unit": unit, "brand": brand, "expires_at": expires_at}
    standing = Grant.objects.filter(**fields, revoked_at=None).first()
    if standing is not None:
        return standing
    grant = Grant.objects.create(**fields, reason=check_reason(because), given_by=actor, given_at=clock.now())
    audit.record(actor=actor, verb="give_grant", target=person, because=grant.reason, right=right)
    return grant
