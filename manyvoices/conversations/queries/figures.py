"""Never ignored, in figures: what is late now, what waits, what was answered in time, who was satisfied."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from manyvoices.conversations.models import Conversation, Kind, Phase, ReplyDue, Satisfaction, Standing
from manyvoices.conversations.permissions import IN_INBOX
from manyvoices.conversations.queries.inbox import MOST_COUNTED
from manyvoices.conversations.queries.views import LIVE, UNANSWERED
from manyvoices.people.rights import Rights

# What the two shares look back at.
PERIOD = timedelta(days=28)
YES = 3


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many; `whole` is never 0: where there is nothing to tell, there is no share."""

    part: int
    whole: int

    @property
    def percent(self) -> int:
        """Rounded down, so that 100 is said of all alone."""
        return 100 * self.part // self.whole


@dataclass(frozen=True, slots=True)
class Figures:
    """`late` complaints now (1000 stands for any more).

    `answered_in_time` of what was promised in the last 28 days and is answered or overdue, `satisfied` of those who said
    so in that time, each conversation by its newest word. None where there was nothing.
    """

    late: int
    answered_in_time: Share | None
    satisfied: Share | None


def figures_for(rights: Rights, now: datetime) -> Figures:
    """The figures of the units whose inbox this person works in: three queries. What is private to somebody is in none."""
    units = rights.units_with(IN_INBOX)
    late = _open_in(units).filter(kind=Kind.COMPLAINT, due_at__lte=now)
    return Figures(
        late=late[: MOST_COUNTED + 1].count(),
        answered_in_time=_in_time(units, now),
        satisfied=_satisfied(units, now),
    )


def waiting_in(rights: Rights) -> int:
    """Everything that waits for an answer of ours now in the same units; 1000 stands for any more. One query."""
    waiting = _open_in(rights.units_with(IN_INBOX)).filter(UNANSWERED, merged_into=None)
    return waiting[: MOST_COUNTED + 1].count()


def _open_in(units: frozenset[int]) -> "QuerySet[Conversation]":
    return Conversation.objects.filter(LIVE, unit__in=units, owner=None, standing=Standing.OPEN)


def _in_time(units: frozenset[int], now: datetime) -> Share | None:
    """What is late and not answered yet counts as well: it is not in time, whatever becomes of it."""
    late = Q(phase=Phase.RUNNING, ended_at=None, answer_by__lte=now)
    promised = ReplyDue.objects.filter(unit__in=units, started_at__gte=now - PERIOD, started_at__lte=now)
    found = promised.aggregate(
        part=Count("unit", filter=Q(phase=Phase.ANSWERED, missed=False)),
        whole=Count("unit", filter=Q(phase=Phase.ANSWERED) | Q(missed=True) | late),
    )
    return _share(found["part"], found["whole"])


def _satisfied(units: frozenset[int], now: datetime) -> Share | None:
    said = Satisfaction.objects.filter(answer__isnull=False, answered_at__gte=now - PERIOD)
    newer = Satisfaction.objects.filter(
        conversation=OuterRef("conversation"), answer__isnull=False, answered_at__gt=OuterRef("answered_at")
    )
    # Not the bare columns: SQLite would begin at the conversations, of which there are many more.
    placed = said.alias(
        place=Coalesce("conversation__unit_id", 0), whose=Coalesce("conversation__owner_id", 0)
    )
    ours = placed.filter(~Exists(newer), place__in=units, whose=0)
    found = ours.aggregate(part=Count("pk", filter=Q(answer=YES)), whole=Count("pk"))
    return _share(found["part"], found["whole"])


def _share(part: int, whole: int) -> Share | None:
    return Share(part, whole) if whole else None
