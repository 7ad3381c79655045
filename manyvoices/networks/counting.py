"""How long a text is, as a network counts it; `count.js` of the composer counts the same."""

import re
import unicodedata
from typing import Literal

import regex

from manyvoices.networks.endings import ENDINGS

Rule = Literal["characters", "graphemes", "mastodon", "x"]

ADDRESS_LENGTH = 23
# Spelled out, not \s or \w: Python and JavaScript disagree about what these hold.
SPACE = r"\u0000-\u0020\u00a0\u2000-\u200b\u2028\u2029\u3000"
ADDRESS = re.compile(rf"(?<![0-9A-Za-z_@/])[Hh][Tt][Tt][Pp][Ss]?://[^{SPACE}<>\"]+")
MENTION = re.compile(
    r"(?<![0-9A-Za-z_@/])(@[0-9A-Za-z_]+(?:[.\-]+[0-9A-Za-z_]+)*)@[0-9A-Za-z]+(?:[.\-]+[0-9A-Za-z]+)*"
)
# X makes a link of an address without https:// too, where its ending is one of the domain name system's.
BARE_ADDRESS = re.compile(
    rf"(?<![0-9A-Za-z_@/#$.\-])(?:[0-9A-Za-z](?:[0-9A-Za-z\-]*[0-9A-Za-z])?\.)+(?:{ENDINGS})(?![0-9A-Za-z_@\-]|\.[0-9A-Za-z])"
    rf"(?::[0-9]+)?(?:[/?][^{SPACE}<>\"]*)?",
    re.IGNORECASE,
)
SENTENCE_END = ".,;:!?'*_~…"
CLUSTER = regex.compile(r"\X")
EMOJI = regex.compile(r"\p{RI}\p{RI}|\p{Emoji}(?:\p{EMod}|\ufe0f)|\p{Emoji_Presentation}")
# twitter-text, configuration v3: these characters weigh one, every other and every emoji two.
FIRST_LIGHT = chr(4351)
LIGHT = ((0, 4351), (8192, 8205), (8208, 8223), (8242, 8247))


def length(text: str, rule: Rule) -> int:
    """Return the length of the text as the rule counts it.

    "characters" are code points; "graphemes" what a reader takes for one (UAX 29), as Bluesky counts. "mastodon" counts
    graphemes too, each web address as 23, and of @user@host only @user. "x" weighs as twitter-text v3: an address 23,
    an emoji 2, most scripts of Europe 1 a character, others 2. Raises ValueError for a rule it does not know.
    """
    if rule == "characters":
        return len(text)
    if rule == "graphemes":
        return graphemes(text)
    if rule == "mastodon":
        return graphemes(MENTION.sub(r"\1", ADDRESS.sub(_as_counted, text)))
    if rule == "x":
        return _weight(text)
    raise ValueError(f"Nothing counts by the rule {rule!r}; there are: characters, graphemes, mastodon, x.")


def warning_length(warning: str, rule: Rule) -> int:
    """How much of a part's room its content warning takes: Mastodon shortens no address in it."""
    return length(warning, "graphemes" if rule == "mastodon" else rule)


def graphemes(text: str) -> int:
    """How many grapheme clusters the text has."""
    return sum(1 for _one in CLUSTER.finditer(text))


def _weight(text: str) -> int:
    plain = unicodedata.normalize("NFC", text)
    plain = BARE_ADDRESS.sub(_as_counted, ADDRESS.sub(_as_counted, plain))
    return len(plain) if plain.isascii() else sum(map(_cluster_weighs, CLUSTER.findall(plain)))


def _cluster_weighs(cluster: str) -> int:
    if len(cluster) == 1 and cluster <= FIRST_LIGHT:
        return 1
    return 2 if EMOJI.search(cluster) else sum(map(_weighs, cluster))


def _weighs(character: str) -> int:
    return 1 if any(low <= ord(character) <= high for low, high in LIGHT) else 2


def _as_counted(match: re.Match[str]) -> str:
    """What ends the sentence behind an address is no part of it, nor a bracket that opened before it."""
    address = match.group()
    kept = address.rstrip(SENTENCE_END + (")" if "(" not in address else ""))
    if kept.endswith("//"):
        return address
    return "x" * ADDRESS_LENGTH + address[len(kept) :]
