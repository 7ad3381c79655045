"""Ending a role."""

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from manyvoices.core import audit, clock
from manyvoices.core.refusals import Refused
from manyvoices.people.models import Person, Role, RoleName
from manyvoices.people.permissions import may_give_role
from manyvoices.people.queries import rights
from manyvoices.people.validity import check_reason


@transaction.atomic
def end_role(*, actor: Person, role: Role, because: str) -> None:
    """End a role, with the reason; one that has ended stays as it is.

    Refused for one's own, beyond what the actor may give, and for the last administrator of the organisation.
    """
    may_give_role(rights(actor), to_id=role.person_id, role=role.name, unit_id=role.unit_id)
    reason = check_reason(because)
    refuse_last_administrator(Role.objects.filter(pk=role.pk))
    live = Role.objects.filter(pk=role.pk, ended_at=None)
    if live.update(ended_at=clock.now(), ended_by=actor, end_reason=reason):
        audit.record(actor=actor, verb="end_role", target=role.person, because=reason, role=role.name)


def refuse_last_administrator(ending: QuerySet[Role]) -> None:
    """Refuse when nobody would be left who administers the whole organisation."""
    everywhere = Role.objects.filter(
        name=RoleName.ADMINISTRATOR, unit__parent=None, ended_at=None, person__is_active=True
    )
    if everywhere.filter(pk__in=ending).exists() and not everywhere.exclude(pk__in=ending).exists():
        raise Refused(_("Nobody else administers the whole organisation. Make somebody administrator first."))
