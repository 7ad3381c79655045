"""How long a text is, as a network counts it; `count.js` of the composer counts the same."""

import re
from typing import Literal

Rule = Literal["characters", "mastodon"]

ADDRESS_LENGTH = 23
# Spelled out, not \s or \w: Python and JavaScript disagree about what these hold.
SPACE = r"\u0000-\u0020\u00a0\u2000-\u200b\u2028\u2029\u3000"
ADDRESS = re.compile(rf"(?<![0-9A-Za-z_@/])[Hh][Tt][Tt][Pp][Ss]?://[^{SPACE}<>\"]+")
MENTION = re.compile(
    r"(?<![0-9A-Za-z_@/])(@[0-9A-Za-z_]+(?:[.\-]+[0-9A-Za-z_]+)*)@[0-9A-Za-z]+(?:[.\-]+[0-9A-Za-z]+)*"
)
SENTENCE_END = ".,;:!?'*_~…"


def length(text: str, rule: Rule) -> int:
    """Return the length of the text in code points.

    "mastodon" counts each web address as 23, and of @user@host only @user, as Mastodon's validator of
    status length does. Raises ValueError for a rule it does not know.
    """
    if rule == "characters":
        return len(text)
    if rule == "mastodon":
        return len(MENTION.sub(r"\1", ADDRESS.sub(_as_counted, text)))
    raise ValueError(f"Nothing counts by the rule {rule!r}; there are: characters, mastodon.")


def _as_counted(match: re.Match[str]) -> str:
    """What ends the sentence behind an address is no part of it, nor a bracket that opened before it."""
    address = match.group()
    kept = address.rstrip(SENTENCE_END + (")" if "(" not in address else ""))
    if kept.endswith("//"):
        return address
    return "x" * ADDRESS_LENGTH + address[len(kept) :]
