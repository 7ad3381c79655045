"""The promise to answer, in words that a screen reader says as well."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from manyvoices.conversations.reply_due import Said, Standing


@dataclass(frozen=True, slots=True)
class PromiseWords:
    """`tone` is one of late, soon, good, quiet; `sentence` says it in full."""

    tone: str
    sentence: str


# Less than this many open minutes is soon.
SOON = 60


def promise_words(said: Said | None) -> PromiseWords | None:
    """None where nothing is promised or the promise ended without an answer."""
    if said is None or said.standing == Standing.NONE:
        return None
    span = duration(said.hours, said.minutes)
    if said.standing == Standing.LATE:
        return PromiseWords("late", _("Late by %(span)s. Answer now.") % {"span": span})
    if said.standing == Standing.RUNNING:
        tone = "soon" if said.hours * 60 + said.minutes <= SOON else "good"
        return PromiseWords(tone, _("%(span)s left to answer") % {"span": span})
    if said.standing == Standing.PAUSED:
        return PromiseWords("quiet", _("Their turn. %(span)s are left once they write.") % {"span": span})
    words = _("Answered in time") if said.standing == Standing.MET else _("Answered, later than promised")
    return PromiseWords("quiet", words)


def duration(hours: int, minutes: int) -> str:
    """So many hours and minutes, in words."""
    both = {
        "hours": ngettext("%(n)s hour", "%(n)s hours", hours) % {"n": hours},
        "minutes": ngettext("%(n)s minute", "%(n)s minutes", minutes) % {"n": minutes},
    }
    if hours and minutes:
        return _("%(hours)s and %(minutes)s") % both
    return both["hours"] if hours else both["minutes"]
