"""What some voices told in some time, and who listened: counted from rows, nothing estimated."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median
from zoneinfo import ZoneInfo

from django.db.models import Min, Q, QuerySet

from manyvoices.federation.models import Follower, Note, NoteTag
from manyvoices.voices.models import Voice, VoiceKind


@dataclass(frozen=True)
class Telling:
    """The figures of one side. `answer_minutes` is the median until our answer; None where nothing was answered."""

    posts: int
    followers: int
    topics: int
    hours: frozenset[int]
    languages: int
    questions: int
    answered: int
    answer_minutes: int | None

    @property
    def answered_percent(self) -> int | None:
        """How many of a hundred questions got an answer; None without questions."""
        return round(100 * self.answered / self.questions) if self.questions else None


def official() -> Voice | None:
    """The one official account: the voice of the default brand that has stood longest."""
    brands = Voice.objects.filter(kind=VoiceKind.BRAND, brand__is_default=True, closed_at=None)
    return brands.order_by("made_at", "pk").first()


def colleagues() -> "QuerySet[Voice]":
    """The voices of persons."""
    return Voice.objects.filter(kind=VoiceKind.PERSON, closed_at=None).select_related("brand", "picture")


def telling(voices: Collection[int], since: datetime, zone: ZoneInfo) -> Telling:
    """What these voices told since then. Five queries, whatever the number of voices."""
    notes = Note.objects.filter(voice__in=voices, in_reply_to=None, deleted_at=None, published_at__gte=since)
    told = list(notes.values_list("published_at", "language"))
    waits = _waits(voices, since)
    answered = [wait / timedelta(minutes=1) for wait in waits if wait is not None]
    return Telling(
        posts=len(told),
        followers=followers(voices).values("actor").distinct().count(),
        topics=NoteTag.objects.filter(note__in=notes.values("pk")).values("tag").distinct().count(),
        hours=frozenset(at.astimezone(zone).hour for at, _ in told),
        languages=len({language for _, language in told}),
        questions=len(waits),
        answered=len(answered),
        answer_minutes=round(median(answered)) if answered else None,
    )


def followers(voices: Collection[int]) -> "QuerySet[Follower]":
    """Who follows these voices now."""
    return Follower.objects.filter(voice__in=voices, ended_at=None, actor__gone_at=None)


def new_to_us(voices: Collection[int], known: Collection[int]) -> int:
    """How many people follow one of `voices` and none of `known`."""
    there = followers(known).values("actor")
    return followers(voices).exclude(actor__in=there).values("actor").distinct().count()


def _waits(voices: Collection[int], since: datetime) -> list[timedelta | None]:
    """For each question the time until the voice answered; None for those that still wait."""
    asked = Note.objects.filter(
        in_reply_to__voice__in=voices, actor__isnull=False, deleted_at=None, published_at__gte=since
    )
    ours = Q(replies__voice__isnull=False, replies__deleted_at=None)
    rows = asked.annotate(first=Min("replies__published_at", filter=ours)).values_list(
        "published_at", "first"
    )
    return [first - at if first else None for at, first in rows]
