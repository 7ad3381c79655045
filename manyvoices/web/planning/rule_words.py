"""A repeat's rule as a sentence."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from manyvoices.publishing.models import Every, Repeat
from manyvoices.web.day_names import DAY_NAMES


def rule_in_words(repeat: Repeat) -> str:
    """Like “Every 2 weeks on Monday, Friday at 08:10 (Europe/Berlin), until 1 May 2027, at most 10 times”."""
    said = [_often(repeat)]
    if repeat.ends_on:
        said.append(_("until %(day)s") % {"day": date_format(repeat.ends_on, "DATE_FORMAT")})
    if repeat.most:
        said.append(ngettext("at most %(n)d time", "at most %(n)d times", repeat.most) % {"n": repeat.most})
    return ", ".join(said)


def _often(repeat: Repeat) -> str:
    names = [str(name) for name in DAY_NAMES.values()]
    chosen = ", ".join(names[day] for day in repeat.weekdays or [repeat.starts_on.weekday()])
    values = {
        "n": repeat.step,
        "time": f"{repeat.time:%H:%M}",
        "zone": repeat.time_zone,
        "days": chosen,
        "day": repeat.starts_on.day,
    }
    if repeat.every == Every.DAY:
        form = ngettext(
            "Every day at %(time)s (%(zone)s)", "Every %(n)d days at %(time)s (%(zone)s)", repeat.step
        )
    elif repeat.every == Every.WEEK:
        form = ngettext(
            "Every week on %(days)s at %(time)s (%(zone)s)",
            "Every %(n)d weeks on %(days)s at %(time)s (%(zone)s)",
            repeat.step,
        )
    else:
        form = ngettext(
            "Every month on day %(day)d at %(time)s (%(zone)s)",
            "Every %(n)d months on day %(day)d at %(time)s (%(zone)s)",
            repeat.step,
        )
    return form % values
