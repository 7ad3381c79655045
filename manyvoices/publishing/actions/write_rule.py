"""Write down when a post needs a second pair of eyes: with a reason, an owner and an end."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from manyvoices.core import audit, clock
from manyvoices.core.refusals import Invalid
from manyvoices.people.models import Brand, Person, RoleName, Unit
from manyvoices.publishing.models import ApprovalRule, Authors
from manyvoices.publishing.permissions import may_write_rules
from manyvoices.publishing.rules import ASKED_KINDS

SOONEST, LATEST = 5, 7 * 24 * 60
# Whoever may let things leave for others, or decide in their place.
APPROVERS = (RoleName.EDITOR, RoleName.UNIT_LEAD, RoleName.PROGRAMME_LEAD, RoleName.CRISIS_LEAD)


@dataclass(frozen=True, kw_only=True)
class Rule:
    """What a rule says. `kinds` empty: all that people write in peace. `answer_within` are minutes."""

    name: str
    because: str
    kinds: Sequence[str] = ()
    authors: str = Authors.WITHOUT_GRANT.value
    approvers: str = RoleName.EDITOR.value
    escalates_to: str = RoleName.PROGRAMME_LEAD.value
    answer_within: int = 240
    ends_at: datetime | None = None


def write_rule(
    *, actor: Person, unit: Unit, rule: Rule, owner: Person, brand: Brand | None = None
) -> ApprovalRule:
    """The rule, which counts from now on in the unit and below it, for posts that are not released yet.

    Raises Refused to others than programme leads and administrators there, Invalid.
    """
    may_write_rules(actor, unit.pk)
    _check(rule)
    if not owner.is_active:
        raise Invalid(owner=_("Choose somebody who is here: they answer for the rule."))
    with transaction.atomic():
        made = ApprovalRule.objects.create(
            unit=unit,
            brand=brand,
            name=rule.name.strip(),
            because=rule.because.strip(),
            kinds=sorted(set(rule.kinds)),
            authors=rule.authors,
            approvers=rule.approvers,
            escalates_to=rule.escalates_to,
            answer_within=rule.answer_within,
            owner=owner,
            made_at=clock.now(),
            ends_at=rule.ends_at,
        )
        audit.record(actor=actor, verb="write_rule", target=made, unit=unit.pk, name=made.name)
    return made


def _check(rule: Rule) -> None:
    if not 0 < len(rule.name.strip()) <= 120:
        raise Invalid(name=_("Give it a name of at most 120 characters; authors read it."))
    if not 0 < len(rule.because.strip()) <= 500:
        raise Invalid(
            because=_("Say why, in at most 500 characters. A rule without a reason is only a hurdle.")
        )
    if not set(rule.kinds) <= set(ASKED_KINDS):
        raise Invalid(kinds=_("Choose among story, promotion, help and service."))
    if rule.authors not in Authors.values:
        raise Invalid(authors=_("Choose whose posts it is about."))
    if rule.approvers not in APPROVERS:
        raise Invalid(approvers=_("Choose one of the roles."))
    if rule.escalates_to not in APPROVERS:
        raise Invalid(escalates_to=_("Choose one of the roles."))
    if not SOONEST <= rule.answer_within <= LATEST:
        raise Invalid(answer_within=_("Choose between 5 minutes and 7 days."))
    if rule.ends_at is not None and rule.ends_at <= clock.now():
        raise Invalid(ends_at=_("That day is past. Choose a later one."))
