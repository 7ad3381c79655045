"""What stands on a day of the calendar."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from manyvoices.core import clock
from manyvoices.people.models import Person
from manyvoices.people.queries import rights
from manyvoices.publishing.actions.move_post import MOVABLE
from manyvoices.publishing.conflicts import crowded
from manyvoices.publishing.models import Post, Repeat, State
from manyvoices.publishing.queries.planning import (
    calendar_posts,
    releasable_voices,
    running_repeats,
    voices_planned_for,
    wished_drafts,
)
from manyvoices.publishing.repeating import Rule, turns
from manyvoices.publishing.scheduling import nearest
from manyvoices.voices.models import Voice
from manyvoices.web.planning.asked import Asked

MOST = 600  # posts of one page; beyond that the filters help
MOST_OPEN = 4  # of a day in the month; the rest unfolds
SHORT = 90
# The state that asks most of the reader speaks for the post.
SPEAKS = (
    (State.FAILED, "failed"),
    (State.LATE, "late"),
    (State.HANDED, "handed"),
    (State.UNKNOWN, "checking"),
    (State.PAUSED, "paused"),
    (State.SENDING, "sending"),
    (State.QUEUED, "queued"),
    (State.SENT, "live"),
)


@dataclass
class Entry:
    """A post, a draft with a wish, or a turn to come. `state` is a badge's, or "coming"; `at` is in the reader's zone."""

    key: str
    day: date
    at: datetime | None
    title: str
    url: str
    voice: Voice
    kind: str
    state: str
    channels: frozenset[int]
    revision: int = 0
    post: int = 0
    movable: bool = False
    crowded: bool = False
    note: str = ""


@dataclass
class Day:
    """A day of the page with its entries in order."""

    day: date
    inside: bool
    today: bool
    most: int
    entries: list[Entry] = field(default_factory=list)

    @property
    def first(self) -> str:
        """Which entries stand open, as a slice."""
        return f":{self.most}"

    @property
    def rest(self) -> list[Entry]:
        """Those that are folded away, so that one full day does not push the month out of sight."""
        return self.entries[self.most :]


def days_of(person: Person, asked: Asked, zone: str) -> tuple[list[Day], bool]:
    """The days of the page, and whether there was more than fits. The number of queries does not grow with the posts."""
    start, end = asked.bounds(zone)
    held = rights(person)
    may, voices = releasable_voices(person, held), voices_planned_for(person, held)
    posts = list(calendar_posts(voices, start, end)[: MOST + 1])
    drafts = wished_drafts(person, asked.first - timedelta(days=1), asked.last + timedelta(days=1))[:MOST]
    found = [_post(post, may) for post in posts[:MOST]]
    found += [_draft(post) for post in drafts]
    found += _coming(running_repeats(voices), start, end)
    entries = [one for one in found if _fits(one, asked)]
    _mark_crowded(entries)
    return _by_day(entries, asked), len(posts) > MOST


def _post(post: Post, may: set[int]) -> Entry:
    at = timezone.localtime(post.published_at or post.scheduled_at)
    rows = list(post.deliveries.all())
    states = {row.state for row in rows if row.state != State.CANCELLED}
    waits = bool(states) and states <= set(MOVABLE) and post.published_at is None
    return Entry(
        key=f"post-{post.pk}",
        day=at.date(),
        at=at,
        title=opening(post),
        url=reverse("post-detail", args=[post.pk]),
        voice=post.voice,
        kind=post.kind,
        state=next((badge for state, badge in SPEAKS if state in states), "gone"),
        channels=frozenset(row.channel_id for row in rows),
        revision=post.revision,
        post=post.pk,
        movable=waits and post.voice_id in may,
    )


def _draft(post: Post) -> Entry:
    day, wished = post.planned_day, post.planned_time
    assert day is not None  # noqa: S101 - the query asks for it
    at = None
    if wished is not None:
        at = timezone.localtime(nearest(datetime.combine(day, wished), post.time_zone).at)
    return Entry(
        key=f"draft-{post.pk}",
        day=at.date() if at else day,
        at=at,
        title=opening(post),
        url=reverse("draft", args=[post.pk]),
        voice=post.voice,
        kind=post.kind,
        state="draft",
        channels=frozenset(),
        revision=post.revision,
        post=post.pk,
        movable=True,
    )


def _coming(repeats: Iterable[Repeat], start: datetime, end: datetime) -> Iterator[Entry]:
    for repeat in repeats:
        left = None if repeat.most is None else repeat.most - repeat.made
        since = max(start, repeat.next_at or start, clock.now()) - timedelta(seconds=1)
        for number, turn in enumerate(turns(Rule.of(repeat), since)):
            if turn.at >= end or (left is not None and number >= left):
                break
            at = timezone.localtime(turn.at)
            yield Entry(
                key=f"repeat-{repeat.pk}-{number}",
                day=at.date(),
                at=at,
                title=opening(repeat.pattern),
                url=f"{reverse('repeats')}#repeat-{repeat.pk}",
                voice=repeat.pattern.voice,
                kind=repeat.kind,
                state="coming",
                channels=frozenset(channel.pk for channel in repeat.pattern.channels.all()),
                note=turn.note,
            )


def opening(post: Any) -> str:
    """The first words of a post that `calendar_posts` brought; never empty."""
    said = " · ".join(" ".join(one.split()) for one in (post.warning, post.opening) if one and one.strip())
    if post.title:
        said = post.title
    if not said:
        return str(_("Pictures without words")) if post.pictured else str(_("Nothing written yet"))
    return said if len(said) <= SHORT else said[: SHORT - 1].rstrip() + "…"


def _fits(entry: Entry, asked: Asked) -> bool:
    return (
        (asked.voice is None or entry.voice.pk == asked.voice)
        and (not asked.kind or entry.kind == asked.kind)
        and (asked.channel is None or asked.channel in entry.channels)
    )


def _mark_crowded(entries: Iterable[Entry]) -> None:
    timed = {one.key: one for one in entries if one.at is not None and one.state not in {"gone", "failed"}}
    for key in crowded((key, one.at, one.channels) for key, one in timed.items() if one.at):
        timed[key].crowded = True


def _by_day(entries: Iterable[Entry], asked: Asked) -> list[Day]:
    today = timezone.localdate()
    count = (asked.last - asked.first).days + 1
    dates = [asked.first + timedelta(days=number) for number in range(count)]
    whole = asked.view == "week"
    most = MOST if whole else MOST_OPEN
    days = {one: Day(one, whole or one.month == asked.day.month, one == today, most) for one in dates}
    for entry in sorted(entries, key=lambda one: (one.at is None, one.at or clock.now(), one.key)):
        if entry.day in days:
            days[entry.day].entries.append(entry)
    return list(days.values())
