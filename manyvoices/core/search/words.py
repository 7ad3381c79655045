"""A text cut into words, and a word folded so that Züge, ZUGE and zuge are one. No database in here."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

# Japanese and Chinese write no spaces: each sign is a word of its own there, and a word of several signs a phrase.
SIGNS = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
# The vowel signs of Hindi or Thai belong to their word, and `\w` does not know them.
_MARKS = "".join(sign for sign in map(chr, range(0x300, 0x3000)) if unicodedata.category(sign)[0] == "M")
WORD = re.compile(rf"[{SIGNS}]|(?:(?![{SIGNS}_])[\w{_MARKS}])+")
# Letters with a stroke, and joined ones, that Unicode does not take apart.
_STROKES = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"}
)
LONGEST = 80


def words(text: str) -> Iterator[tuple[str, int, int]]:
    """Each word of `text`, folded, with where it begins and ends in it."""
    for match in WORD.finditer(text):
        word = fold(match.group())
        if word:
            yield word, match.start(), match.end()


def folded(text: str) -> list[str]:
    """The words of `text`, folded, in their order."""
    return [word for word, _, _ in words(text)]


@lru_cache(maxsize=20_000)
def fold(word: str) -> str:
    """One word in small letters without accents, at most 80 characters; "" where nothing is left."""
    if word.isascii():
        return word[:LONGEST].lower()
    spread = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", word).casefold().translate(_STROKES))
    kept = (
        sign for sign in spread if not unicodedata.combining(sign) and unicodedata.category(sign)[0] in "LNM"
    )
    return "".join(kept)[:LONGEST]
