"""What five percent of somebody's week are. Pure."""

from collections.abc import Mapping
from datetime import timedelta

from django.utils.translation import gettext as _

from manyvoices.core.refusals import Invalid
from manyvoices.people.calendars import DAYS, Hours, minutes_a_week, read_hours

FULL_WEEK = 40 * 60  # minutes, where nobody has said when they work
SHARE = 5  # percent
MOST_MINUTES = 40 * 60
LONGEST_DAY = 120  # letters
# How far back a day's minutes may still be written down; what is older is final.
OPEN_DAYS = timedelta(days=13)


def read_week(typed: Mapping[str, str]) -> dict[str, list[list[str]]]:
    """The working pattern of what was typed for each day. Invalid (the day) for what is no hours, or no day."""
    if set(typed) - set(DAYS):
        raise Invalid(week=_("A week has seven days."))
    if any(len(said) > LONGEST_DAY for said in typed.values()):
        raise Invalid(week=_("Write the hours of a day in a few words, like 08:00-12:00, 13:00-16:30."))
    read = {day: read_hours(typed.get(day, ""), field=day) for day in DAYS}
    return {day: hours for day, hours in read.items() if hours}


def suggested_minutes(hours: Hours, percent: int = SHARE) -> int:
    """A share of the week (the unit's setting `week_share`) in whole five minutes; of 40 hours where the hours say nothing."""
    return 5 * round((minutes_a_week(hours) or FULL_WEEK) * percent / 500)
