"""The piece of a text in which the words that were looked for stand, with those words told apart."""

from dataclasses import dataclass

from manyvoices.core.search.matching import places
from manyvoices.core.search.parsing import Query
from manyvoices.core.search.words import words

BEFORE = 60


@dataclass(frozen=True)
class Shown:
    """A piece of plain text, still to be escaped; `hit` when it is what was looked for."""

    text: str
    hit: bool = False


def snippet(query: Query, text: str, length: int = 220) -> list[Shown]:
    """About `length` characters of `text` around the first hit; the beginning of the text where nothing hits."""
    found = list(words(text))
    there = [word for word, _, _ in found]
    hit = sorted(
        {at + step for part in query.parts for at in places(part, there) for step in range(len(part.words))}
    )
    first = found[hit[0]][1] if hit else 0
    start = _word_start(text, first - BEFORE) if first > BEFORE else 0
    end = _word_end(text, start + length)
    spans = [(found[at][1], found[at][2]) for at in hit if found[at][2] <= end]
    return _cut(text, start, end, spans)


def _cut(text: str, start: int, end: int, spans: list[tuple[int, int]]) -> list[Shown]:
    pieces = [Shown("…")] if start else []
    at = start
    for begin, stop in spans:
        if begin > at:
            pieces.append(Shown(text[at:begin]))
        pieces.append(Shown(text[begin:stop], hit=True))
        at = stop
    if at < end:
        pieces.append(Shown(text[at:end]))
    return [*pieces, Shown("…")] if end < len(text) else pieces


def _word_start(text: str, at: int) -> int:
    """Behind the nearest space, so that no word is cut; where there is none, in the middle of one."""
    space = text.find(" ", at, at + BEFORE // 2)
    return space + 1 if space >= 0 else at


def _word_end(text: str, at: int) -> int:
    if at >= len(text):
        return len(text)
    space = text.rfind(" ", at - BEFORE // 2, at)
    return space if space >= 0 else at
