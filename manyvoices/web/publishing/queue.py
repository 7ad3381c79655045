"""The queue: what waits, what leaves, what needs somebody, what is out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from manyvoices.core import clock
from manyvoices.people.models import Person
from manyvoices.publishing.models import State
from manyvoices.publishing.queries import drafts, held_letters, planned, published
from manyvoices.web.publishing.lines import Line, line
from manyvoices.web.working_page import working_page, zone_of

MOST_DRAFTS, MOST_PLANNED, MOST_LIVE = 50, 200, 10


@dataclass(frozen=True)
class Groups:
    """Every released post that is not at rest, once; `days` by the reader's own calendar."""

    needs: list[Line] = field(default_factory=list)
    held: list[Line] = field(default_factory=list)
    moving: list[Line] = field(default_factory=list)
    days: dict[date, list[Line]] = field(default_factory=dict)


@working_page("GET")
def queue(request: HttpRequest, person: Person) -> HttpResponse:
    """Own drafts and the posts of the voices one speaks as; the number of queries does not grow with them."""
    now = clock.now()
    waiting = [line(post) for post in planned(person)[:MOST_PLANNED]]
    groups = grouped(waiting, now)
    context = {
        "section": "queue",
        "drafts": [line(post) for post in drafts(person)[:MOST_DRAFTS]],
        "groups": groups,
        "letters": [(line(post), count) for post, count in held_letters(person)],
        "live": live(person, waiting),
        "zone": zone_of(person),
        "now": now,
        "polls": bool(groups.moving),
        "back": "queue",
    }
    return render(request, "publishing/queue.html", context)


def grouped(lines: Iterable[Line], now: datetime) -> Groups:
    """Each line in the one group that asks most of the reader: to act, to decide, to watch, to know."""
    groups = Groups()
    for one in lines:
        states = {channel.delivery.state for channel in one.channels}
        due = one.post.scheduled_at
        if one.needs:
            groups.needs.append(one)
        elif State.PAUSED in states:
            groups.held.append(one)
        elif due is not None and due > now and states == {State.QUEUED}:
            groups.days.setdefault(timezone.localtime(due).date(), []).append(one)
        elif one.moving:
            groups.moving.append(one)
    return groups


def live(person: Person, waiting: Sequence[Line]) -> list[Line]:
    """What is out, the newest first, without what stands higher on the page."""
    above = {one.post.pk for one in waiting}
    lines = [line(post) for post in published(person)[:MOST_LIVE]]
    return [one for one in lines if one.post.pk not in above]
