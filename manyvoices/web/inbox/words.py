"""What a line of the inbox says in words: its time, since when, and why it lies on top."""

from dataclasses import dataclass

from django.utils.translation import gettext, ngettext

from manyvoices.conversations.reply_due import Said, Standing
from manyvoices.conversations.snoozing import Back
from manyvoices.web.templatetags.networks import network_name


@dataclass(frozen=True, slots=True)
class Spoken:
    """`text` for the eye and `aloud` for a screen reader; `tone` is late, soon, calm or paused."""

    text: str
    aloud: str
    tone: str


# What is due within so many minutes asks for attention.
SOON = 30


def time_left(said: Said | None) -> Spoken | None:
    """How the promise stands, counted in open hours; None where none runs or rests."""
    if said is None or said.standing in {Standing.MET, Standing.MISSED, Standing.NONE}:
        return None
    if said.standing == Standing.PAUSED:
        words = gettext("Paused: waiting for them")
        return Spoken(words, words, "paused")
    clock, span = f"{said.hours}:{said.minutes:02}", _span(said.hours, said.minutes)
    if said.standing == Standing.LATE:
        return Spoken(
            gettext("late by %(time)s") % {"time": clock},
            gettext("late by %(time)s") % {"time": span},
            "late",
        )
    tone = "soon" if said.hours * 60 + said.minutes <= SOON else "calm"
    return Spoken(gettext("%(time)s left") % {"time": clock}, gettext("%(time)s left") % {"time": span}, tone)


def network_mark(network: str) -> str:
    """Where somebody wrote, as people call it: ours is the Fediverse to whoever writes from outside."""
    elsewhere = {
        "native": gettext("Fediverse"),
        "email": gettext("E-mail"),
        "webhook": gettext("Form"),
        "sighting": gettext("Seen by a colleague"),
        "import": gettext("Imported"),
    }
    return elsewhere.get(network) or network_name(network)


def on_top_in_words(because: str) -> str:
    """Why it lies on top: the rules say it by a name, what became of an answer by its sentence."""
    named = {
        Back.ANSWER_FAILED: gettext("The answer could not be sent."),
        Back.ANSWER_UNKNOWN: gettext("Nobody knows yet whether the answer arrived."),
        Back.WROTE: gettext("They wrote while it was put aside."),
        Back.LATE: gettext("It became late while it was put aside."),
        Back.DUE_SOON: gettext("It is due soon."),
        Back.SNOOZE_OVER: gettext("The time you put it aside for is over."),
    }
    return next((words for name, words in named.items() if name == because), "") or (
        gettext(because) if because else ""
    )


def _span(hours: int, minutes: int) -> str:
    hour = ngettext("%(n)s hour", "%(n)s hours", hours) % {"n": hours}
    minute = ngettext("%(n)s minute", "%(n)s minutes", minutes) % {"n": minutes}
    if hours and minutes:
        return gettext("%(hours)s and %(minutes)s") % {"hours": hour, "minutes": minute}
    return hour if hours else minute
