"""Promises and working hours in words."""

from collections.abc import Iterator
from itertools import groupby

from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy, ngettext

from manyvoices.people.calendars import DAYS, Hours, show_hours
from manyvoices.web.day_names import DAY_NAMES

# What each way of giving out means for those who answer (people/settings.py has the ways).
WAYS: dict[str, Promise] = {
    "best": gettext_lazy(
        "It goes to who knows the topic, speaks the language, spoke with them last, is on call and here now, and has "
        "time left. Why somebody was chosen stands on the conversation."
    ),
    "round_robin": gettext_lazy(
        "Each goes to the next colleague who may answer here and can be reached now."
    ),
    "manual": gettext_lazy("They wait in the queue of the unit until a lead or a responder gives them out."),
    "take_it": gettext_lazy("They wait in the queue of the unit, and whoever takes one has it."),
}


def within(minutes: int | None, *, around_the_clock: bool) -> str:
    """The promise as people say it: "within 4 business hours"."""
    if minutes is None:
        return gettext("no promise")
    if minutes % 60:
        return _minutes(minutes, around_the_clock=around_the_clock)
    hours = minutes // 60
    if around_the_clock:
        return ngettext("within %(n)s hour", "within %(n)s hours", hours) % {"n": hours}
    return ngettext("within %(n)s business hour", "within %(n)s business hours", hours) % {"n": hours}


def week_in_words(hours: Hours) -> Iterator[tuple[str, str]]:
    """Days with what is open on them, days alike together: ("Monday to Friday", "08:00–12:00, 13:00–18:00")."""
    spans = [(day, show_hours(hours.get(day, []))) for day in DAYS]
    for open_, days in groupby(spans, key=lambda one: one[1]):
        same = [day for day, _open in days]
        yield _days(same), open_ or gettext("closed")


def _minutes(minutes: int, *, around_the_clock: bool) -> str:
    if around_the_clock:
        return ngettext("within %(n)s minute", "within %(n)s minutes", minutes) % {"n": minutes}
    said = ngettext("within %(n)s business minute", "within %(n)s business minutes", minutes)
    return said % {"n": minutes}


def _days(same: list[str]) -> str:
    first, last = DAY_NAMES[same[0]], DAY_NAMES[same[-1]]
    if len(same) == 1:
        return str(first)
    if len(same) == 2:
        return gettext("%(first)s and %(last)s") % {"first": first, "last": last}
    return gettext("%(first)s to %(last)s") % {"first": first, "last": last}
