"""What changed between two texts, word by word. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

# Scripts without spaces are compared sign by sign; everything else by words, spaces and single marks.
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]|\w+|\s+|[^\w\s]")
# Two texts of more words would keep a page waiting: they are compared line by line.
_MOST_WORDS = 3000
# Texts that share less are read better one after the other than woven into each other.
_LEAST_SHARED = 0.4


@dataclass(frozen=True)
class Change:
    """A run of text that both have, that the old one had (`gone`), or that the new one has (`new`)."""

    kind: Literal["same", "gone", "new"]
    text: str


def changes(old: str, new: str) -> list[Change]:
    """Both texts in one: `same` and `gone` joined are the old one, `same` and `new` joined the new one."""
    before, after = _WORD.findall(old), _WORD.findall(new)
    if len(before) + len(after) > _MOST_WORDS:
        before, after = old.splitlines(keepends=True), new.splitlines(keepends=True)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    if matcher.ratio() < _LEAST_SHARED:
        return [one for one in (Change("gone", old), Change("new", new)) if one.text]
    return list(_runs(matcher, before, after))


def _runs(matcher: "SequenceMatcher[str]", before: list[str], after: list[str]) -> Iterator[Change]:
    for how, from_old, to_old, from_new, to_new in matcher.get_opcodes():
        if how == "equal":
            yield Change("same", "".join(before[from_old:to_old]))
            continue
        if to_old > from_old:
            yield Change("gone", "".join(before[from_old:to_old]))
        if to_new > from_new:
            yield Change("new", "".join(after[from_new:to_new]))
