"""One text as the parts of a thread. Pure.

Cut where a sentence ends, else between words, else between what a reader takes for one character; never inside a link,
a mention, a hashtag or an emoji. A line that holds nothing but `---` always cuts, and is taken out.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from manyvoices.core.markup.entities import pieces
from manyvoices.networks.contract import Limits
from manyvoices.networks.counting import (
    ADDRESS,
    BARE_ADDRESS,
    CLUSTER,
    MENTION,
    Rule,
    length,
    warning_length,
)

Span = tuple[int, int]
FORCED = re.compile(r"^[ \t]*---[ \t]*$", re.MULTILINE)
# A full stop ends a sentence before a space, with the quotes and brackets that close behind it; Chinese and Japanese
# ones need no space, a line end is one always.
STOP = re.compile(r"[.!?…]+[\"'”’“»«)\]]*(?=\s)|[。！？]+[」』”）]*|\n")
# "z. B.", "3. Mai" and "Dr. Berg" go on.
GOES_ON = re.compile(
    r"(?:\b[^\W\d_]|\b\d+|\b(?:Dr|Mr|Mrs|Ms|St|Nr|No|Prof|Hr|Fr|ca|bzw|vgl|evtl|ggf|inkl|vs))\.$"
)


@dataclass(frozen=True)
class Part:
    """`gap` is what was cut out before it: spaces, line ends, a line of `---`."""

    text: str
    gap: str = ""


@dataclass(frozen=True)
class Cut:
    """The parts, and what was cut out behind the last one. No part is empty unless the whole text is."""

    parts: tuple[Part, ...]
    rest: str = ""


@dataclass(frozen=True)
class Room:
    """How much a part may hold, as its network counts it."""

    size: int
    rule: Rule

    def fits(self, text: str) -> bool:
        """Whether the text has its place in one part."""
        return length(text, self.rule) <= self.size


def room(limits: Limits, content_warning: str = "") -> Room:
    """The room in each part: every one carries the content warning."""
    return Room(limits.length - warning_length(content_warning, limits.count), limits.count)


def split(text: str, limits: Limits, content_warning: str = "") -> Cut:
    """The text as a thread, each part filled before the next begins; in one part where the network knows no threads.

    Over its limit is a part only where there are no threads, or where one link, mention or hashtag alone is longer than
    a part may be: it is cut off from the rest, not cut. A text that takes more parts than the network allows ends in one
    part too many, which holds all that is left. `joined` gives the text back.
    """
    if limits.parts < 2:
        return Cut((Part(text),))
    parts: list[Part] = []
    at = 0
    for start, end in _parts(text, room(limits, content_warning)):
        if len(parts) == limits.parts:
            return Cut((*parts, Part(text[start:], text[at:start])))
        parts.append(Part(text[start:end], text[at:start]))
        at = end
    # Nothing but spaces and lines of `---` is left as it is.
    return Cut(tuple(parts), text[at:]) if parts else Cut((Part(text),))


def joined(cut: Cut) -> str:
    """The text that was split, character by character."""
    return "".join(part.gap + part.text for part in cut.parts) + cut.rest


def _parts(text: str, place: Room) -> Iterator[Span]:
    forced = [match.span() for match in FORCED.finditer(text)]
    if not forced and place.fits(text):
        yield 0, len(text)
        return
    begins, ends = [0, *(end for _, end in forced)], [*(start for start, _ in forced), len(text)]
    for start, end in zip(begins, ends, strict=True):
        yield from _Section(text, (start, end), place).parts()


class _Section:
    """A stretch without a forced cut, as atoms: what is never cut, one behind the other without a gap."""

    def __init__(self, text: str, span: Span, place: Room) -> None:
        self.text, self.place = text, place
        self.atoms = _atoms(text, span)
        self.blank = [text[start:end].isspace() for start, end in self.atoms]
        begins = [start for start, _ in self.atoms]
        self.words = [index for index, blank in enumerate(self.blank) if blank]
        stops = set(_stops(text, span))
        self.sentences = [index for index, start in enumerate(begins) if start in stops]

    def parts(self) -> Iterator[Span]:
        """The parts without the blanks around them, in order."""
        at, end = self._behind_blanks(0), len(self.atoms)
        while end > at and self.blank[end - 1]:
            end -= 1
        while at < end:
            cut = self._cut(at, end)
            yield self._span(at, cut)
            at = self._behind_blanks(cut)

    def _cut(self, at: int, end: int) -> int:
        """Where the part that begins at the atom `at` ends: behind the last sentence, word or atom that fits."""
        most = self._most(at, end)
        if most == end:
            return end
        for edges in (self.sentences, self.words):
            edge = edges[bisect_right(edges, most) - 1] if bisect_right(edges, most) else 0
            if edge > at and self._fits(at, edge):
                return edge
        return most if most == at + 1 else self._without_new_marks(at, most)

    def _most(self, at: int, end: int) -> int:
        """The last edge up to which everything fits, or the next one: an atom that is too long stands alone."""
        # Every atom counts at least one, but for the blanks at the end.
        low, high = at + 1, min(end, at + 1 + max(self.place.size, 0))
        while low < high:
            middle = (low + high + 1) // 2
            low, high = (middle, high) if self._fits(at, middle) else (low, middle - 1)
        return low

    def _without_new_marks(self, at: int, most: int) -> int:
        """A cut inside a word must not make a mention, a hashtag or a link of what was none."""
        edge = most
        while edge > at + 1 and self.text.startswith(("@", "#", "http", "HTTP"), self.atoms[edge][0]):
            edge -= 1
        return edge if edge > at + 1 and self._fits(at, edge) else most

    def _fits(self, at: int, edge: int) -> bool:
        start, end = self._span(at, edge)
        return self.place.fits(self.text[start:end])

    def _span(self, at: int, edge: int) -> Span:
        while edge > at + 1 and self.blank[edge - 1]:
            edge -= 1
        return self.atoms[at][0], self.atoms[edge - 1][1]

    def _behind_blanks(self, at: int) -> int:
        while at < len(self.atoms) and self.blank[at]:
            at += 1
        return at


def _atoms(text: str, span: Span) -> list[Span]:
    """Links, mentions and hashtags, as our pages and as the networks read them; between them what looks like one letter."""
    section, spans = text[slice(*span)], [match.span() for match in CLUSTER.finditer(text[slice(*span)])]
    at = 0
    for piece in pieces(section):
        if piece.kind != "words":
            spans.append((at, at + len(piece.text)))
        at += len(piece.text)
    for shape in (ADDRESS, BARE_ADDRESS, MENTION):
        spans += [match.span() for match in shape.finditer(section)]
    return [(span[0] + start, span[0] + end) for start, end in _merged(sorted(spans))]


def _merged(spans: list[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in spans:
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _stops(text: str, span: Span) -> Iterator[int]:
    """Where a sentence has just ended."""
    for match in STOP.finditer(text, *span):
        before, behind = (
            text[max(span[0], match.start() - 8) : match.start() + 1],
            text[match.end() : match.end() + 2],
        )
        if match.group() == "." and (GOES_ON.search(before) or behind.strip()[:1].islower()):
            continue
        yield match.end()
