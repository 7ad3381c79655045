"""A message as triage reads it: its words in order, and what its form says. Pure; time grows with the length it keeps."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

# What somebody wants stands at the start or at the end of a long message; the middle of a megabyte decides nothing.
KEPT_START, KEPT_END = 3_000, 1_000
LONGEST_WORD = 40

# Each alternative eats characters that no other repetition inside it could eat as well: linear in the text.
_PIECES = re.compile(
    r"(?P<url>https?://\S{1,2000}|www\.\S{1,2000}|<url>)"
    r"|(?P<user><user>|@[\w.]{1,60})"
    r"|(?P<money>[$£€]\d[\d.,]{0,12}|\d[\d.,]{0,12}[$£€])"
    r"|(?P<word>\w+(?:['’]\w+)*)"
    r"|(?P<mark>[!?]+|\.\.+|…)"
    r"|(?P<smile><3|[:;=]-?[)DpP*](?!\w))"
    r"|(?P<frown>[:=]['’]?-?[(/|\\](?!/))"
    r"|(?P<face>[\u2600-\u27bf\U0001f300-\U0001faff])"
)
_NEGATED = re.compile(r"n['’]t$")
_GLAD_FACES = frozenset("😀😃😄😁😊😍🥰😘😂🤣😉😎🙂🤗😋❤💕💖💜💙💚💛🧡👍👏🙌🎉🥳🙏💪✨⭐🌟🔥☺💯👌🏆")
_SORE_FACES = frozenset("😠😡🤬😤😒🙄😞😔😟😕🙁☹😣😖😫😩😢😭👎💔🤦🤷😑😐🤮🤢😱😨💩🖕")


@dataclass(slots=True)
class Reading:
    """Words lower-cased with "n't" as "nt"; `spans` says where each stands in `text`, the part of the message that was read."""

    text: str
    words: list[str]
    spans: list[tuple[int, int]]
    forms: Mapping[str, float]

    def as_written(self, first: int, last: int | None = None) -> str:
        """The words from `first` to `last` as the sender wrote them."""
        end = self.spans[first if last is None else last][1]
        return self.text[self.spans[first][0] : end]


def read(text: str) -> Reading:
    """The words and the form of any text: empty, a megabyte long, in any script, with whatever characters."""
    text = kept(text)
    found, spans, seen = [], [], dict.fromkeys(("url", "user", "money", "smile", "frown", "shout"), 0)
    marks = faces = ""
    for piece in _PIECES.finditer(text):
        kind, written = piece.lastgroup or "", piece.group()
        if kind == "word":
            found.append(as_word(written))
            spans.append(piece.span())
            seen["shout"] += len(written) > 2 and written.isupper()
        elif kind == "mark":
            marks += written
        elif kind == "face":
            faces += written
        else:
            seen[kind] += 1
    return Reading(text, found, spans, _forms(found, seen, marks, faces))


def kept(text: str) -> str:
    """The part of a message that is read, its composed characters made one."""
    if len(text) > KEPT_START + KEPT_END:
        text = f"{text[:KEPT_START]} {text[-KEPT_END:]}"
    return text if text.isascii() else unicodedata.normalize("NFKC", text)


def words(text: str) -> frozenset[str]:
    """A set of words from a text of them."""
    return frozenset(text.split())


@lru_cache(maxsize=20_000)
def as_word(written: str) -> str:
    """One word as triage compares it."""
    word = written[:LONGEST_WORD].lower().replace("’", "'")
    return _NEGATED.sub("nt", word)


def _forms(told: list[str], seen: dict[str, int], marks: str, faces: str) -> dict[str, float]:
    """What the form says, each between 0 and about 3."""
    count = len(told)
    found = {
        "link": min(seen["url"], 2),
        "only a link": seen["url"] > 0 and count < 3,
        "mention": seen["user"] > 0,
        "money sign": seen["money"] > 0,
        "exclamation": min(marks.count("!"), 3),
        "question mark": "?" in marks,
        "many question marks": "??" in marks or "?!" in marks or "!?" in marks,
        "dots": ".." in marks or "…" in marks,
        "shouting": min(seen["shout"], 3) if seen["shout"] < count or count < 3 else 3,
        "glad face": min(seen["smile"] + sum(face in _GLAD_FACES for face in faces), 2),
        "sore face": min(seen["frown"] + sum(face in _SORE_FACES for face in faces), 2),
        "very short": count < 4,
        "short": 4 <= count < 9,
        "long": min(max(count - 18, 0) / 20, 1.5),
    }
    return {name: float(value) for name, value in found.items() if value}
