"""What a chosen time means, before anything is pressed: the moment, the clocks, who speaks close to it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.dateparse import parse_date, parse_time
from django.utils.translation import gettext as _

from manyvoices.core import clock
from manyvoices.people.models import Person
from manyvoices.publishing.queries.planning import crowding
from manyvoices.publishing.queries.slots import free_turn
from manyvoices.publishing.scheduling import NoSuchTime, in_words, moment
from manyvoices.voices.models import Channel, ChannelState
from manyvoices.voices.queries import speakable_voices
from manyvoices.web.planning.entries import opening
from manyvoices.web.working_page import working_page, zone_of

MOST_CLOSE = 3


@dataclass(frozen=True)
class Close:
    """A post that speaks close to the chosen time."""

    when: str
    handle: str
    title: str


@dataclass
class Looked:
    """What is said about a time and about the queue. `problem` says why the time cannot be."""

    at: datetime | None = None
    when: str = ""
    in_other_zone: str = ""
    note: str = ""
    problem: str = ""
    close: list[Close] = field(default_factory=list)
    next_slot: str = ""


@working_page("GET")
def time_check(request: HttpRequest, me: Person) -> HttpResponse:
    """The part of the composer that speaks about the time, for `date`, `time`, `time_zone`, `channels` and `post`."""
    given = {name: request.GET.get(name, "") for name in ("date", "time", "time_zone", "post")}
    said = looked(me, given, request.GET.getlist("channels"))
    return render(request, "planning/time_check.html", {"looked": said})


def looked(me: Person, given: Mapping[str, str], channels: Iterable[str]) -> Looked:
    """What there is to say; only channels of voices the person writes as are looked at."""
    wanted = [int(pk) for pk in channels if str(pk).isdecimal() and len(str(pk)) < 20]
    own = Channel.objects.filter(
        pk__in=wanted, state=ChannelState.ACTIVE, voice__in=speakable_voices(me).order_by().values("pk")
    )
    chosen = list(own.values_list("pk", flat=True))
    turn = free_turn(chosen) if chosen else None
    said = Looked(next_slot=in_words(turn.at, turn.zone) if turn else "")
    wall = _wall(given)
    if wall is not None:
        _about(said, wall, given.get("time_zone", "") or zone_of(me), zone_of(me))
        if said.at is not None and not said.problem:
            said.close = list(_close(said.at, chosen, given.get("post", ""), zone_of(me)))
    return said


def _about(said: Looked, wall: datetime, zone: str, here: str) -> None:
    """The moment in words, and what is odd about it."""
    try:
        found = moment(wall, zone)
    except NoSuchTime as error:
        said.problem = str(error)
        return
    said.at, said.when, said.note = found.at, in_words(found.at, zone), found.note
    if here != zone:
        said.in_other_zone = in_words(found.at, here)
    if found.at <= clock.now():
        said.problem = _("That time is past. Choose a later one, or publish now.")


def _close(at: datetime, channels: list[int], post: str, here: str) -> Iterator[Close]:
    besides = int(post) if post.isdecimal() and len(post) < 20 else None
    for one in crowding(channels, at, besides=besides)[:MOST_CLOSE]:
        when = one.scheduled_at or one.published_at or at
        yield Close(in_words(when, here), one.voice.handle, opening(one))


def _wall(given: Mapping[str, str]) -> datetime | None:
    try:
        day, time = parse_date(given.get("date", "")), parse_time(given.get("time", ""))
    except ValueError:
        return None
    if day is None or time is None or not 2000 <= day.year < 2200:
        return None
    return datetime.combine(day, time.replace(tzinfo=None))
