"""Which written rule, or which way of working of a unit, wants a second pair of eyes before a post leaves."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from manyvoices.core import clock
from manyvoices.pauses.kinds import PostKind
from manyvoices.people.models import RoleName, Unit
from manyvoices.people.queries import setting
from manyvoices.people.units import Parents, path_to
from manyvoices.publishing.models import ApprovalRule, Authors
from manyvoices.voices.models import Voice

# What somebody writes in peace. An answer and news of a crisis never wait for approval.
ASKED_KINDS = (PostKind.PROMOTION, PostKind.STORY, PostKind.HELP, PostKind.SERVICE)
# What a unit asks of everybody where no rule is written (people.settings, "operating_model").
BY_MODEL: dict[str, frozenset[str]] = {
    "central": frozenset({PostKind.PROMOTION, PostKind.STORY, PostKind.SERVICE}),
    "hub_and_spoke": frozenset({PostKind.PROMOTION}),
}
FOUR_HOURS = 240


@dataclass(frozen=True, kw_only=True)
class Asks:
    """Why a post goes to somebody first. `approvers` and `escalates_to` are roles; `rule` None is no written rule.

    `forced` says that also people with the grant to publish are asked. `owner` may lift it.
    """

    name: str | Promise
    because: str | Promise
    owner: str | Promise
    approvers: str = RoleName.EDITOR.value
    escalates_to: str = RoleName.PROGRAMME_LEAD.value
    answer_within: int = FOUR_HOURS
    forced: bool = False
    rule: ApprovalRule | None = None

    @property
    def who(self) -> str:
        """The role that is asked, as people read it."""
        return str(RoleName(self.approvers).label)


def what_asks(voice: Voice, kind: str, *, granted: bool) -> Asks | None:
    """What wants a second pair of eyes on a post of `kind` by `voice`; None where it may leave without.

    `granted` says whether its author may publish without review. The written rule of the nearest unit counts, of two
    there the newer one; where none is written for the kind, the unit's operating model. Three to five queries.
    """
    if kind not in ASKED_KINDS:
        return None
    written = _nearest_first(voice, kind)
    for rule in written:
        if rule.authors == Authors.EVERYBODY or not granted:
            return by_rule(rule)
    if not written and kind in BY_MODEL.get(setting(voice.unit_id, "operating_model"), ()):
        return _by_model()
    return None if granted else WITHOUT_GRANT


def standing_rules() -> "QuerySet[ApprovalRule]":
    """The rules that count at this moment, with their unit and owner."""
    open_now = Q(ends_at=None) | Q(ends_at__gt=clock.now())
    return ApprovalRule.objects.filter(open_now, ended_at=None).select_related("unit", "brand", "owner")


def by_rule(rule: ApprovalRule) -> Asks:
    """A written rule as what asks."""
    return Asks(
        name=rule.name,
        because=rule.because,
        owner=rule.owner.name,
        approvers=rule.approvers,
        escalates_to=rule.escalates_to,
        answer_within=rule.answer_within,
        forced=rule.authors == Authors.EVERYBODY,
        rule=rule,
    )


def _nearest_first(voice: Voice, kind: str) -> list[ApprovalRule]:
    way = path_to(_parents(), voice.unit_id)
    rows = standing_rules().filter(Q(brand=None) | Q(brand_id=voice.brand_id), unit_id__in=way)
    fitting = [rule for rule in rows if _covers(rule.kinds, kind)]
    return sorted(fitting, key=lambda rule: (way.index(rule.unit_id), -rule.pk))


def _covers(kinds: Collection[str], kind: str) -> bool:
    return not kinds or kind in kinds


def _parents() -> Parents:
    return dict(Unit.objects.values_list("id", "parent_id"))


def _by_model() -> Asks:
    return Asks(
        name=_("The way this unit works"),
        because=_("By its operating model a colleague looks at posts of this kind before they leave."),
        owner=_("the programme leads of the unit"),
        forced=True,
    )


WITHOUT_GRANT = Asks(
    name=_("Until you have the grant to publish"),
    because=_("To publish without review takes a grant; until then a colleague lets your drafts leave."),
    owner=_("the leads of your unit"),
)
