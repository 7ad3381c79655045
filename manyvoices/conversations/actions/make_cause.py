"""Somebody says why people complain."""

from django.db import transaction

from manyvoices.conversations.cause_checks import checked_name, checked_owner, tell_owner
from manyvoices.conversations.models import Cause
from manyvoices.conversations.permissions import may_name_causes
from manyvoices.core import audit, clock
from manyvoices.people.models import Person, Unit
from manyvoices.people.unit_checks import check_open


@transaction.atomic
def make_cause(*, actor: Person, unit: Unit, name: str, owner: Person | None = None) -> Cause:
    """The cause, open; one of the unit with this name that still stands is returned as it is.

    Whoever owns it sees to the change and is told. Refused to who does not work in an inbox of the unit; Invalid for no
    name, more than 160 characters, a closed unit, and an owner who left.
    """
    may_name_causes(actor, unit.pk)
    check_open(unit, field="unit")
    named, owner = checked_name(name), checked_owner(owner)
    Unit.objects.select_for_update().get(pk=unit.pk)
    same = Cause.objects.filter(unit=unit, name__iexact=named, ended_at=None).first()
    if same is not None:
        return same
    cause = Cause.objects.create(unit=unit, name=named, owner=owner, made_by=actor, made_at=clock.now())
    audit.record(actor=actor, verb="make_cause", target=cause, name=named, owner=owner and owner.pk)
    tell_owner(cause, actor)
    return cause
