"""Which part of the calendar somebody asks for: all of it stands in the address."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.http import QueryDict
from django.urls import reverse

VIEWS = ("month", "week")
KEPT = ("view", "day", "voice", "kind", "channel")
FIRST, LAST = date(2000, 1, 1), date(2199, 12, 31)


@dataclass(frozen=True)
class Asked:
    """The view, a day inside it, and what narrows it; what cannot be read narrows nothing."""

    view: str
    day: date
    voice: int | None
    kind: str
    channel: int | None

    @property
    def first(self) -> date:
        """The Monday with which the page begins."""
        start = self.day if self.view == "week" else self.day.replace(day=1)
        return start - timedelta(days=start.weekday())

    @property
    def last(self) -> date:
        """The Sunday with which it ends."""
        if self.view == "week":
            return self.first + timedelta(days=6)
        end = _month_after(self.day) - timedelta(days=1)
        return end + timedelta(days=6 - end.weekday())

    @property
    def before(self) -> date:
        """A day of the page before."""
        if self.view == "week":
            return self.day - timedelta(weeks=1)
        return (self.day.replace(day=1) - timedelta(days=1)).replace(day=1)

    @property
    def after(self) -> date:
        """A day of the page after."""
        return self.day + timedelta(weeks=1) if self.view == "week" else _month_after(self.day)

    def bounds(self, zone: str) -> tuple[datetime, datetime]:
        """From when until when the page shows, by the clock of `zone`."""
        here = ZoneInfo(zone)
        start = datetime.combine(self.first, time(), here)
        end = datetime.combine(self.last + timedelta(days=1), time(), here)
        return start.astimezone(UTC), end.astimezone(UTC)


def asked(given: Mapping[str, str], today: date) -> Asked:
    """What the query of an address asks for."""
    view = given.get("view", "")
    voice, channel = given.get("voice", ""), given.get("channel", "")
    return Asked(
        view=view if view in VIEWS else "month",
        day=_day(given.get("day", ""), today),
        voice=int(voice) if voice.isdecimal() and len(voice) < 20 else None,
        kind=given.get("kind", "")[:20],
        channel=int(channel) if channel.isdecimal() and len(channel) < 20 else None,
    )


def back_to(query: str) -> str:
    """The address of the calendar that a form came from; `query` is read, never trusted."""
    given = QueryDict(query[:500])
    kept = QueryDict(mutable=True)
    for name in KEPT:
        if given.get(name):
            kept[name] = given[name]
    return reverse("calendar") + (f"?{kept.urlencode()}" if kept else "")


def _day(said: str, today: date) -> date:
    try:
        return min(max(date.fromisoformat(said), FIRST), LAST)
    except ValueError:
        return today


def _month_after(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)
