"""When two texts are the same to a reader, or nearly. Pure."""

import re
import unicodedata
from hashlib import sha256
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from manyvoices.core.markup.entities import pieces

# What only tells a sender where a reader came from; the page behind the link is the same without it.
_TRACKING = re.compile(
    r"utm_\w+|mtm_\w+|pk_\w+|hsa_\w+|fbclid|gclid|dclid|gbraid|wbraid|msclkid|yclid|ttclid|twclid|li_fat_id|igshid|igsh|"
    r"mc_[ce]id|_hsenc|_hsmi|mkt_tok|vero_id|oly_\w+_id",
    re.IGNORECASE,
)
_END = " \t\n.!?…。！？·;,:"
_SHINGLE = 3
NEARLY = 0.6


def plain(text: str) -> str:
    """The text without what no reader would tell apart: case, spaces, tracking in links, marks at its end."""
    said = "".join(_address(one.name) if one.kind == "link" else one.text for one in pieces(text))
    return " ".join(unicodedata.normalize("NFKC", said).casefold().split()).rstrip(_END)


def fingerprint(text: str) -> str:
    """The same 64 signs for texts that are the same to a reader; empty for an empty text."""
    said = plain(text)
    return sha256(said.encode()).hexdigest() if said else ""


def alike(one: str, other: str) -> bool:
    """Whether two texts share most of their runs of three words; never true of texts too short to tell."""
    first, second = _shingles(one), _shingles(other)
    if not first or not second:
        return False
    return len(first & second) >= NEARLY * len(first | second)


def _shingles(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", plain(text)[:20_000])
    return {tuple(words[at : at + _SHINGLE]) for at in range(len(words) - _SHINGLE + 1)}


def _address(link: str) -> str:
    try:
        parts = urlsplit(link)
        kept = [
            pair
            for pair in parse_qsl(parts.query, keep_blank_values=True)
            if not _TRACKING.fullmatch(pair[0])
        ]
    except ValueError:
        return link
    return urlunsplit((parts.scheme, parts.netloc, parts.path.rstrip("/"), urlencode(kept), ""))
