"""What stands in a plain text: words, web addresses, mentions and hashtags, in their order."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from linkify_it import LinkifyIt

from manyvoices.core.markup.addresses import web_address
from manyvoices.core.markup.text import usable

MARK = re.compile(
    r"(?<![\w@/.&#])(?:@(?P<mention>\w+(?:[.\-]+\w+)*(?:@\w+(?:[.\-]+\w+)*)?)|#(?P<hashtag>\w))", re.UNICODE
)
LONGEST_TAG = 100

_LINKS = LinkifyIt(options={"fuzzy_link": False, "fuzzy_email": False, "fuzzy_ip": False})
for _scheme in ("ftp:", "mailto:", "//"):
    _LINKS.add(_scheme, None)


@dataclass(frozen=True, slots=True)
class Piece:
    """`text` as it was typed; `name` is the address of a link, or a mention or hashtag without its mark."""

    kind: Literal["words", "link", "mention", "hashtag"]
    text: str
    name: str = ""


def pieces(text: str) -> Iterator[Piece]:
    """Yield the whole text piece by piece: joining `text` of all gives it back."""
    at = 0
    for link in _LINKS.match(text) or []:
        address = web_address(link.url)
        if address is None:
            continue
        yield from _marks(text[at : link.index])
        yield Piece("link", text[link.index : link.last_index], address)
        at = link.last_index
    yield from _marks(text[at:])


def hashtags(text: str) -> list[str]:
    """Return each hashtag once, without its mark, as first typed; two that differ in case only are one."""
    found = {
        piece.name.casefold(): piece.name for piece in reversed(list(pieces(text))) if piece.kind == "hashtag"
    }
    return list(reversed(found.values()))


def tag_name(hashtag: str) -> str:
    """Return the name under which a hashtag is kept and found: NFC, in lower case, without its mark."""
    return unicodedata.normalize("NFC", usable(hashtag).removeprefix("#")).lower()[:LONGEST_TAG]


def mentions(text: str) -> list[str]:
    """Return each mentioned handle once, `user` or `user@host`, in order."""
    return list(dict.fromkeys(piece.name for piece in pieces(text) if piece.kind == "mention"))


def _marks(text: str) -> Iterator[Piece]:
    at = begun = 0
    while match := MARK.search(text, at):
        end = match.end() if match["mention"] else _tag_end(text, match.start() + 1)
        name = text[match.start() + 1 : end]
        at = end
        if match["hashtag"] and (name.isdigit() or len(name) > LONGEST_TAG):
            continue
        if match.start() > begun:
            yield Piece("words", text[begun : match.start()])
        yield Piece("mention" if match["mention"] else "hashtag", text[match.start() : end], name)
        begun = end
    if begun < len(text):
        yield Piece("words", text[begun:])


def _tag_end(text: str, at: int) -> int:
    """Letters, digits and the vowel signs of Hindi or Thai, which `\\w` does not know."""
    while at < len(text) and (text[at] in "_·" or unicodedata.category(text[at])[0] in "LNM"):
        at += 1
    return at
