"""From a wall-clock time and a zone to one moment, with daylight saving explained. Pure."""

from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from manyvoices.core.zones import known_zones


class NoSuchTime(Exception):
    """The wall clock never shows this time, or the zone does not exist; `str()` says what to choose instead."""


@dataclass(frozen=True)
class Moment:
    """`at` in UTC; `note` explains a time that the wall clock shows twice, else it is empty."""

    at: datetime
    note: str = ""


def moment(wall: datetime, zone_name: str) -> Moment:
    """The moment at which a clock in `zone_name` shows the naive time `wall`; the first one if it shows it twice.

    Raises NoSuchTime for an unknown zone and for a time skipped in spring.
    """
    if zone_name not in known_zones():
        raise NoSuchTime(
            _("“%(zone)s” is not a time zone. Choose one such as Europe/Berlin.") % {"zone": zone_name}
        )
    zone = ZoneInfo(zone_name)
    first = wall.replace(tzinfo=zone, fold=0)
    second = wall.replace(tzinfo=zone, fold=1)
    if first.astimezone(UTC).astimezone(zone).replace(tzinfo=None) != wall:
        raise NoSuchTime(_skipped(wall, zone))
    note = ""
    if first.utcoffset() != second.utcoffset():
        note = _("Clocks are set back that night and show this time twice; the post leaves the first time.")
    return Moment(first.astimezone(UTC), note)


def nearest(wall: datetime, zone_name: str) -> Moment:
    """Like `moment`; a time skipped in spring becomes the one the clock shows instead, and the note says so.

    Raises NoSuchTime only for an unknown zone. For what was agreed long before: slots, repeats, new rules of a zone.
    """
    try:
        return moment(wall, zone_name)
    except NoSuchTime:
        if zone_name not in known_zones():
            raise
        later = wall.replace(tzinfo=ZoneInfo(zone_name), fold=0).astimezone(UTC)
        said = _("Clocks are set forward that night and skip %(wall)s; it is %(later)s instead.")
        shown = {"wall": wall.strftime("%H:%M"), "later": f"{wall_of(later, zone_name):%H:%M}"}
        return Moment(later, str(said % shown))


def wall_of(at: datetime, zone_name: str) -> datetime:
    """The naive time that a clock in `zone_name` shows at the moment `at`."""
    return at.astimezone(ZoneInfo(zone_name)).replace(tzinfo=None, fold=0)


def in_words(at: datetime, zone_name: str) -> str:
    """Like “Tue 24 Nov 2026, 08:10 (Europe/Berlin)”, in the reader's language."""
    wall = wall_of(at, zone_name)
    return f"{date_format(wall, 'D')} {date_format(wall, 'DATE_FORMAT')}, {wall:%H:%M} ({zone_name})"


def _skipped(wall: datetime, zone: ZoneInfo) -> str:
    later = wall.replace(tzinfo=zone, fold=0).astimezone(UTC).astimezone(zone)
    return _("Clocks are set forward that night and skip %(wall)s. Choose %(later)s or another time.") % {
        "wall": wall.strftime("%H:%M"),
        "later": later.strftime("%H:%M"),
    }
