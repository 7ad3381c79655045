"""What somebody typed into the search, as words and phrases. Every text is a query; none is an error."""

import re
from dataclasses import dataclass

from manyvoices.core.search.words import SIGNS, folded

LONGEST = 200
MOST_PARTS = 8
# A shorter beginning would match half of all words.
SHORTEST_BEGINNING = 3
_QUOTES = str.maketrans(dict.fromkeys("„“”«»‟″", '"'))
_CHUNK = re.compile(r'"(?P<phrase>[^"]*)"|(?P<plain>[^\s"]+)')
_SIGN = re.compile(f"[{SIGNS}]")


@dataclass(frozen=True)
class Part:
    """Words that stand next to each other; with `begins`, the last of them is the beginning of a word."""

    words: tuple[str, ...]
    begins: bool


@dataclass(frozen=True)
class Query:
    """Everything that a text must hold to be found; empty finds nothing."""

    parts: tuple[Part, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.parts)


def parse(text: str) -> Query:
    """The query in the first 200 characters: words in "quotes" are a phrase, others are beginnings of words.

    What is written without a space between ("7:52", "#zug", a Chinese word) stands together in the text too. At most
    eight parts are looked for, so that no query takes long.
    """
    parts: dict[Part, None] = {}
    for chunk in _CHUNK.finditer(text[:LONGEST].translate(_QUOTES)):
        quoted = chunk["phrase"] is not None
        words = tuple(folded(chunk["phrase"] if quoted else chunk["plain"]))
        if words:
            parts[Part(words, not quoted and _may_begin(words[-1]))] = None
    return Query(tuple(parts)[:MOST_PARTS])


def _may_begin(word: str) -> bool:
    return len(word) >= SHORTEST_BEGINNING and not _SIGN.search(word)
