"""Lift a rule for approval."""

from django.db import transaction
from django.utils.translation import gettext as _

from manyvoices.core import audit, clock
from manyvoices.core.refusals import Conflict
from manyvoices.people.models import Person
from manyvoices.publishing.models import ApprovalRule
from manyvoices.publishing.permissions import may_write_rules


def end_rule(*, actor: Person, rule: ApprovalRule) -> ApprovalRule:
    """The ended rule; what waits by it is still answered. Its owner may end it as well. Raises Refused, Conflict."""
    if rule.owner_id != actor.pk:
        may_write_rules(actor, rule.unit_id)
    with transaction.atomic():
        standing = ApprovalRule.objects.filter(pk=rule.pk, ended_at=None)
        if not standing.update(ended_at=clock.now(), ended_by=actor):
            raise Conflict(_("This rule was ended already."))
        audit.record(actor=actor, verb="end_rule", target=rule, name=rule.name)
    rule.refresh_from_db()
    return rule
