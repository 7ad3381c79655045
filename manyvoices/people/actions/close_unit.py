"""A unit that is no longer there."""

from django.db import transaction
from django.utils.translation import gettext as _

from manyvoices.core import audit, clock
from manyvoices.core.refusals import Invalid
from manyvoices.people.models import Grant, Invitation, OnCall, Person, Role, Unit
from manyvoices.people.permissions import may_administer
from manyvoices.people.queries import others_in, people_in, rights
from manyvoices.people.queries.units import VOICES
from manyvoices.people.tree_lock import locked_tree
from manyvoices.people.validity import check_reason


@transaction.atomic
def close_unit(*, actor: Person, unit: Unit, because: str) -> Unit:
    """The closed unit; roles and rights that were held in it end with this reason, and its rota. Its history stays.

    Refused to whoever does not administer it; Invalid while anybody or anything stands in it, for the root, and
    without a reason. A closed unit stays as it is.
    """
    may_administer(rights(actor), unit_id=unit.pk)
    locked_tree()
    unit = Unit.objects.get(pk=unit.pk)
    if unit.closed_at is not None:
        return unit
    reason, now = check_reason(because), clock.now()
    _check_empty(unit)
    unit.closed_at = now
    unit.save(update_fields=["closed_at"])
    Role.objects.filter(unit=unit, ended_at=None).update(ended_at=now, ended_by=actor, end_reason=reason)
    Grant.objects.filter(unit=unit, revoked_at=None).update(
        revoked_at=now, revoked_by=actor, revoke_reason=reason
    )
    OnCall.objects.filter(unit=unit, ended_at=None).update(ended_at=now)
    audit.record(actor=actor, verb="close_unit", target=unit, because=reason)
    return unit


def _check_empty(unit: Unit) -> None:
    if unit.parent_id is None:
        raise Invalid(because=_("The unit that stands for the whole organisation stays open."))
    if Unit.objects.filter(parent=unit, closed_at=None).exists():
        raise Invalid(because=_("There are open units below it. Move or close them first."))
    if people_in([unit.pk]).total():
        raise Invalid(because=_("People still belong to it. Move them to another unit first."))
    others = {name for name, counts in others_in([unit.pk]).items() if counts.total()}
    if others.intersection(VOICES):
        raise Invalid(because=_("Voices still belong to it. Close them or move them to another unit first."))
    if others:
        raise Invalid(
            because=_("Conversations in it are still open. Close them or give them to another unit first.")
        )
    waiting = Invitation.objects.filter(unit=unit, accepted_at=None, revoked_at=None)
    if waiting.filter(expires_at__gt=clock.now()).exists():
        raise Invalid(because=_("Somebody is still invited into it. Revoke the invitation first."))
