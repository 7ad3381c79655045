"""Whom an answer names, and how far it is heard. Pure."""

import re
from collections.abc import Iterable

from manyvoices.networks.contract import Mentioned

# From the widest to the narrowest; the words of Visibility and of publishing's Audience.
WIDTHS = ("public", "unlisted", "followers", "direct")
# A handle as people write it; one inside an address of a page or of e-mail is none.
_HANDLE = re.compile(r"(?<![\w@/.])@([\w.-]+(?:@[\w.-]+)?)")


def named(
    answered: Mentioned, took_part: Iterable[Mentioned], text: str, audience: str
) -> tuple[Mentioned, ...]:
    """Whom an answer names: who is answered, always; of those who took part, whom its author typed into the words.

    In a direct message nobody but who is answered: a name in the words would let a third person read along unasked.
    """
    if audience == "direct":
        return (answered,)
    typed = {handle.casefold().rstrip(".") for handle in _HANDLE.findall(text)}
    others = {one.id: one for one in took_part if one.id != answered.id and _plain(one).casefold() in typed}
    return (answered, *others.values())


def audience_for(asked: str, chosen: str | None) -> str:
    """Who reads the answer: as far as they asked, wider or narrower by an explicit choice alone."""
    return chosen or (asked if asked in WIDTHS else "direct")


def is_wider(audience: str, asked: str) -> bool:
    """Whether more people read the answer than could read what it answers."""
    return WIDTHS.index(audience) < WIDTHS.index(asked)


def begun(answered: Mentioned, text: str = "") -> str:
    """The words with which a page begins: who is answered, as people write it, once; e-mail and the like are not named."""
    handle = _plain(answered)
    if not handle or f"@{handle}".casefold() in text.casefold() or "@" not in answered.address:
        return text
    return f"@{handle} {text}"


def _plain(one: Mentioned) -> str:
    return one.address.lstrip("@")
