"""The time zones this machine knows."""

from functools import cache
from zoneinfo import available_timezones


@cache  # the list is read from hundreds of files, and nearly every page asks
def known_zones() -> frozenset[str]:
    """Names of the tz database, like Europe/Vienna."""
    return frozenset(available_timezones())


@cache
def zones_to_choose() -> tuple[str, ...]:
    """Those that people choose from, in order: places, and UTC."""
    return tuple(sorted(zone for zone in known_zones() if "/" in zone or zone == "UTC"))
