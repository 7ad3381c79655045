"""What of the conversations needs one person now: what was given to them, running out first, and who talks to them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Q, QuerySet

from manyvoices.conversations import reply_due
from manyvoices.conversations.models import Conversation, Kind, ReplyDue, Sighting, Standing
from manyvoices.conversations.promising import Rules
from manyvoices.conversations.queries.visible import private_to
from manyvoices.people.models import Person

_THEIR_TURN = Q(answered_at=None) | Q(inbound_at__gt=F("answered_at")) | ~Q(on_top_because="")


@dataclass(frozen=True, slots=True)
class Waiting:
    """A conversation that waits for this person; `said` is the promise in words, None where nothing is promised."""

    conversation: Conversation
    said: reply_due.Said | None


def waiting_for_me(person: Person, now: datetime, most: int) -> tuple[list[Waiting], int]:
    """What was given to them, or complains to their own voice, running out first; and how many there are. Seven queries."""
    given = Q(assigned_to=person, owner=None) | Q(owner=person, kind=Kind.COMPLAINT)
    rows = _open(Conversation.objects.filter(given, merged_into=None)).filter(_THEIR_TURN)
    first = rows.order_by(F("due_at").asc(nulls_last=True), "-inbound_at", "-pk")
    found = list(first.select_related("contact", "unit", "voice")[:most])
    said = promises_in_words([one.pk for one in found], now)
    return [Waiting(one, said.get(one.pk)) for one in found], rows.count()


def talks_to_me(person: Person, most: int) -> tuple[Sequence[Conversation], int]:
    """Who wrote to their own voice and does not complain, the newest first, and how many; nobody else sees these."""
    unpressing = [Kind.COMPLAINT, Kind.SPAM]
    rows = _open(private_to(person)).filter(_THEIR_TURN).exclude(kind__in=unpressing)
    return list(rows.select_related("contact", "voice").order_by("-last_at", "-pk")[:most]), rows.count()


def reported_by(person: Person, most: int) -> Sequence[Sighting]:
    """What they saw and reported that is not closed yet, the newest first."""
    rows = Sighting.objects.filter(by=person, message__deleted_at=None)
    still = rows.exclude(message__conversation__standing=Standing.CLOSED)
    return list(still.select_related("message__conversation").order_by("-at", "-pk")[:most])


def promises_in_words(conversations: Collection[int], now: datetime) -> dict[int, reply_due.Said]:
    """Conversation -> "0:48 left" in parts; without the ones that promise nothing. Five queries, none for nothing."""
    rows = (
        list(ReplyDue.objects.filter(conversation__in=conversations, ended_at=None)) if conversations else []
    )
    rules = Rules()
    return {row.conversation_id: reply_due.in_words(rules.promise(row), now) for row in rows}


def _open(rows: QuerySet[Conversation]) -> QuerySet[Conversation]:
    return rows.filter(standing=Standing.OPEN, snoozed_until=None)
