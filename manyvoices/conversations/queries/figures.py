"""What the front page and the inbox lead with: complaints late now, how many wait, answered in time, satisfied."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery

from manyvoices.conversations.models import Conversation, Kind, Phase, ReplyDue, Satisfaction, Standing
from manyvoices.conversations.permissions import IN_INBOX
from manyvoices.people.rights import Rights

WITHIN = timedelta(days=28)
YES = 3


@dataclass(frozen=True, slots=True)
class Share:
    """`part` of `whole`, which is never 0."""

    part: int
    whole: int

    @property
    def percent(self) -> int:
        """Rounded down: nobody reads a hundred where one is missing."""
        return self.part * 100 // self.whole


@dataclass(frozen=True, slots=True)
class Figures:
    """Of the inboxes somebody works in. Shares are of the last 28 days, None where nothing was counted: no answer is no zero."""

    late: int
    waiting: int
    answered_in_time: Share | None
    satisfied: Share | None


def figures_for(rights: Rights, now: datetime) -> Figures:
    """The figures of all inboxes of a person; what is private to somebody counts nowhere. Three queries."""
    units = rights.units_with(IN_INBOX)
    ours = Conversation.objects.filter(
        owner=None, merged_into=None, unit__in=units, kind=Kind.COMPLAINT, forgotten_at=None
    )
    unanswered = Q(answered_at=None) | Q(inbound_at__gt=F("answered_at"))
    here = ours.exclude(standing=Standing.CLOSED).aggregate(
        late=Count("pk", filter=Q(due_at__lte=now)), waiting=Count("pk", filter=unanswered)
    )
    return Figures(
        late=here["late"],
        waiting=here["waiting"],
        answered_in_time=_in_time(units, now),
        satisfied=_satisfied(units, now),
    )


def _in_time(units: frozenset[int], now: datetime) -> Share | None:
    """Of the complaints whose promise was kept or broken in these days: answered, answered late, or still late."""
    since = now - WITHIN
    ours = ReplyDue.objects.filter(
        kind=Kind.COMPLAINT, conversation__owner=None, conversation__unit__in=units
    )
    answered = Q(phase=Phase.ANSWERED, stopped_at__gte=since)
    broken = Q(phase=Phase.RUNNING, ended_at=None, answer_by__lte=now)
    return _share(
        ours.filter(answered | broken).aggregate(
            part=Count("pk", filter=answered & Q(missed=False)), whole=Count("pk")
        )
    )


def _satisfied(units: frozenset[int], now: datetime) -> Share | None:
    """Of those who said whether it helped, who said yes; the newest word of a conversation counts."""
    said: QuerySet[Satisfaction] = Satisfaction.objects.filter(
        answer__isnull=False, conversation__owner=None, conversation__unit__in=units
    )
    newest = said.filter(conversation=OuterRef("conversation")).order_by("-answered_at", "-pk")
    counted = said.filter(answered_at__gte=now - WITHIN, pk=Subquery(newest.values("pk")[:1]))
    return _share(counted.aggregate(part=Count("pk", filter=Q(answer=YES)), whole=Count("pk")))


def _share(counted: dict[str, int]) -> Share | None:
    return Share(counted["part"], counted["whole"]) if counted["whole"] else None
