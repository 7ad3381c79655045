"""When the channels of an inbox were last asked what was said to them: "last checked 20 s ago", and what is stale."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Min, Q, QuerySet

from manyvoices.conversations.models import Collecting, Gap
from manyvoices.conversations.permissions import IN_INBOX
from manyvoices.people.models import Person
from manyvoices.people.rights import Rights
from manyvoices.voices.models import ChannelState

# Each network is asked in its own rhythm: one that was not asked so long after its turn is said in red.
OVERDUE = timedelta(minutes=2)
MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class Checked:
    """Of `channels` that are collected, the one asked longest ago was asked at `at` (None: none was yet).

    `stale` are those whose turn passed, that fail or have to be connected again; five of them are named. `gaps` counts
    stretches of time that are not fetched yet.
    """

    channels: int
    at: datetime | None
    stale: int
    named: Sequence[Collecting]
    gaps: int


def checked_for(rights: Rights, person: Person, now: datetime) -> Checked:
    """How fresh the inbox of this person is: their units' channels and their own, in three queries."""
    theirs = _collected(rights, person)
    old = (
        Q(due_at__lt=now - OVERDUE)
        | Q(failing_since__isnull=False)
        | Q(channel__state=ChannelState.RECONNECT)
    )
    stale = theirs.filter(old)
    found = theirs.aggregate(
        channels=Count("pk"),
        at=Min("checked_at"),
        stale=Count("pk", filter=old),
    )
    gaps = Gap.objects.filter(channel__in=theirs.values("channel"), fetched_at=None)
    return Checked(
        channels=found["channels"],
        at=found["at"],
        stale=found["stale"],
        named=list(stale.select_related("channel").order_by("checked_at", "pk")[:MOST_NAMED])
        if found["stale"]
        else [],
        gaps=gaps.count(),
    )


def _collected(rights: Rights, person: Person) -> "QuerySet[Collecting]":
    """Channels whose messages come to the inboxes of these units, or to the person alone.

    A message to the brand is given out to the units below it, so voices of the units above count. A colleague's own channel is
    nobody else's concern, and a network that cannot be asked was given up (`dead_at`).
    """
    units = rights.units_with(IN_INBOX)
    around = {above for unit in units for above in rights.lineage(unit)}
    ours = Q(channel__voice__unit__in=around, channel__voice__person=None)
    used = Collecting.objects.filter(channel__voice__closed_at=None, dead_at=None)
    used = used.exclude(channel__state=ChannelState.CLOSED)
    return used.filter(ours | Q(channel__voice__person=person))
