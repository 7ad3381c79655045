"""Shifts of a week in words."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from manyvoices.people.calendars import DAYS
from manyvoices.people.models import Shift
from manyvoices.people.rotas import WEEK
from manyvoices.web.day_names import DAY_NAMES

A_DAY = 24 * 60


def in_words(shift: Shift) -> str:
    """When a shift begins and ends, such as “Monday 08:00 – Friday 17:00”."""
    if (shift.ends - shift.begins) % WEEK == 0:
        return _("All week, from %(begins)s") % {"begins": _moment(shift.begins)}
    return _("%(begins)s – %(ends)s") % {"begins": _moment(shift.begins), "ends": _moment(shift.ends)}


def turns_in_words(shift: Shift) -> str:
    """How long a turn lasts."""
    said = ngettext("A turn lasts a week", "A turn lasts %(n)s weeks", shift.weeks)
    return said % {"n": shift.weeks}


def _moment(minute: int) -> str:
    day, rest = divmod(minute % WEEK, A_DAY)
    return f"{DAY_NAMES[DAYS[day]]} {rest // 60:02}:{rest % 60:02}"
