"""Approvals somebody may answer or asked for, and how much of what leaves needs one."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, F, Q, QuerySet

from manyvoices.core import clock
from manyvoices.core.refusals import NotThere
from manyvoices.people.models import Person, RoleName
from manyvoices.people.queries import rights
from manyvoices.people.rights import Rights
from manyvoices.people.units import below
from manyvoices.publishing.models import Approval, ApprovalRule, ApprovalState, Post
from manyvoices.publishing.rules import ASKED_KINDS

LOOKED_BACK = timedelta(days=90)
# No figure about fewer people than this.
FEWEST = 5


def waiting_for(person: Person) -> "QuerySet[Approval]":
    """What this person may answer now, the one with the nearest time first. A constant number of queries."""
    rows = _shown(Approval.objects.filter(_may_answer(rights(person)), state=ApprovalState.WAITING))
    return rows.exclude(asked_by=person).exclude(post__prepared_by=person).order_by("answer_by", "id")


def asked_by(person: Person) -> "QuerySet[Approval]":
    """What this person asked for, the newest first."""
    return _shown(Approval.objects.filter(asked_by=person)).order_by("-id")


def approval_in_view(person: Person, pk: int) -> Approval:
    """One that the person asked for, answered, or may answer. Raises NotThere for every other."""
    mine = Q(asked_by=person) | Q(answered_by=person) | _may_answer(rights(person))
    found = _shown(Approval.objects.filter(mine, pk=pk)).first()
    if found is None:
        raise NotThere
    return found


def newest_approval(post: Post) -> Approval | None:
    """The last approval that was asked for this post, with all a page shows."""
    return _shown(Approval.objects.filter(post=post)).order_by("-id").first()


def rules(*, unit: int | None = None, ended: bool = False) -> "QuerySet[ApprovalRule]":
    """The rules of all units, or those written at `unit`; the ended ones or those that stand."""
    now = clock.now()
    over = Q(ended_at__isnull=False) | Q(ends_at__lte=now)
    found = ApprovalRule.objects.filter(over) if ended else ApprovalRule.objects.exclude(over)
    if unit is not None:
        found = found.filter(unit=unit)
    return found.select_related("unit", "brand", "owner", "ended_by").order_by("unit__name", "-id")


@dataclass(frozen=True)
class Share:
    """How much of what was released in the last 90 days needed an approval; None where it would tell about too few."""

    released: int
    approved: int

    @property
    def percent(self) -> int:
        """As a whole number."""
        return round(100 * self.approved / self.released)


def share_with_approval() -> Share | None:
    """Of the whole organisation. None while fewer than five people released something. One query."""
    recent = Post.objects.filter(
        released_at__gt=clock.now() - LOOKED_BACK, kind__in=ASKED_KINDS, world="live"
    )
    approved = Q(approvals__state=ApprovalState.APPROVED, approvals__answered_by=F("released_by"))
    told = recent.aggregate(
        released=Count("pk", distinct=True),
        approved=Count("pk", distinct=True, filter=approved),
        authors=Count("prepared_by", distinct=True),
    )
    if told["authors"] < FEWEST:
        return None
    return Share(told["released"], told["approved"])


def _may_answer(held: Rights) -> Q:
    """Of the units below each role: what asks for this role, and what escalated to it."""
    found = Q(pk=None)
    for role in held.roles if held.active else ():
        here = Q(post__voice__unit_id__in=below(held.parents, role.unit_id))
        if role.brand_id is not None:
            here &= Q(post__voice__brand_id=role.brand_id)
        found |= here & (_asks(role.name) | _escalated_to(role.name))
    return found


def _asks(role: str) -> Q:
    unwritten = Q(rule=None) if role == RoleName.EDITOR else Q(pk=None)
    return Q(rule__approvers=role) | unwritten


def _escalated_to(role: str) -> Q:
    unwritten = Q(rule=None) if role == RoleName.PROGRAMME_LEAD else Q(pk=None)
    return Q(escalated_at__isnull=False) & (Q(rule__escalates_to=role) | unwritten)


def _shown(rows: "QuerySet[Approval]") -> "QuerySet[Approval]":
    return rows.select_related(
        "asked_by", "answered_by", "rule__owner", "post__voice__picture", "post__prepared_by", "post__cover"
    ).prefetch_related("post__variants", "post__attachments__file", "post__channels")
