"""What an embed shows and how, as its address says it."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from urllib.parse import urlencode

from manyvoices.core.markup.text import usable
from manyvoices.web.public.subjects import (
    Subject,
    everything,
    topic_subject,
    unit_subject,
    voice_subject,
)

THEMES = ("auto", "light", "dark")
SIZES = ("s", "m", "l")
MOST = 20
LONGEST = 120


@dataclass(frozen=True)
class Options:
    """`show` is all, voice:handle, topic:tag or unit:number; `screen` is for a wall that nobody touches."""

    show: str = "all"
    theme: str = "auto"
    size: str = "m"
    number: int = 5
    screen: bool = False

    def address(self) -> str:
        """The path of the embed; what is as usual is left out."""
        given = {name: value for name, value in asdict(self).items() if value != getattr(Options(), name)}
        query = urlencode({name: 1 if value is True else value for name, value in given.items()}, safe=":")
        return f"/embed/posts?{query}" if query else "/embed/posts"


def options(given: Mapping[str, str]) -> Options:
    """The options in an address or form; what cannot be read is as usual, for an embed nobody looks after goes on."""
    usual = Options()
    number = given.get("number", "")
    return Options(
        show=usable(given.get("show", ""))[:LONGEST] or usual.show,
        theme=_one_of(THEMES, given.get("theme"), usual.theme),
        size=_one_of(SIZES, given.get("size"), usual.size),
        number=min(max(int(number), 1), MOST) if number.isascii() and number.isdigit() else usual.number,
        screen=given.get("screen", "") in {"1", "on"},
    )


def shown_subject(show: str) -> Subject | None:
    """The subject that `show` names; None for one that is not there."""
    kind, _, name = show.partition(":")
    if kind == "voice":
        return voice_subject(name)
    if kind == "topic":
        return topic_subject(name)
    if kind == "unit":
        return unit_subject(int(name)) if name.isascii() and name.isdigit() and len(name) < 19 else None
    return everything()


def _one_of(known: tuple[str, ...], given: str | None, usual: str) -> str:
    return given if given in known else usual
