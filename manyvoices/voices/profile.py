"""What stands on a voice's profile beside its words, and the rules for it. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from manyvoices.core.markup.addresses import web_address
from manyvoices.core.refusals import Invalid
from manyvoices.people import spoken
from manyvoices.voices.response_hours import Hours

# Mastodon shows four lines of a profile, so a fifth would be seen by nobody there.
MOST_LINES = 4
MOST_TOPICS = 8


@dataclass(frozen=True, slots=True)
class Line:
    """A name and a value, which may be a web address."""

    name: str
    value: str

    @property
    def is_link(self) -> bool:
        """Whether the value is an address whose page can link back."""
        return is_link(self.value)


@dataclass(frozen=True, kw_only=True, slots=True)
class Profile:
    """Everything that a profile says beyond name, picture and words. `topics` are keys of open topics."""

    lines: Sequence[Line] = ()
    topics: Sequence[int] = ()
    languages: Sequence[str] = ()
    response_hours: Hours = field(default_factory=dict)
    time_zone: str = ""


def is_link(value: str) -> bool:
    """Whether a line's value is an https address: only such a page can be trusted to be whose it says."""
    return value.startswith("https://") and web_address(value) is not None


def check_lines(lines: Sequence[Line]) -> list[Line]:
    """The lines that say something, without space around them. Invalid for half a line, a long one, or a fifth."""
    kept = [Line(line.name.strip(), line.value.strip()) for line in lines]
    kept = [line for line in kept if line.name or line.value]
    if len(kept) > MOST_LINES:
        raise Invalid(lines=_("Four lines are shown; leave the others out."))
    for number, line in enumerate(kept, start=1):
        if not line.name or not line.value:
            raise Invalid(lines=_("Line %(number)d needs both a name and a value.") % {"number": number})
        if len(line.name) > 60 or len(line.value) > 250:
            raise Invalid(
                lines=_("Line %(number)d is too long: 60 characters for the name, 250 for the value.")
                % {"number": number}
            )
    return kept


def check_languages(codes: Sequence[str], *, main: str) -> list[str]:
    """The codes in their order, each once, without the main language. Invalid for a code nobody knows."""
    return spoken.check_languages(code for code in codes if code and code != main)
