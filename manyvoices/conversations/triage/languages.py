"""The language of a message by its script and its small words. Pure and light; the worker asks a library where this is unsure."""

import math
import unicodedata
from functools import cache

from manyvoices.conversations.triage.answers import MOST_WORDS, Answer
from manyvoices.conversations.triage.cues import knowledge
from manyvoices.conversations.triage.reading import Reading

# Scripts that one language of ours is written in, by the first word of a letter's Unicode name.
_SCRIPTS = {
    "HIRAGANA": "ja",
    "KATAKANA": "ja",
    "HANGUL": "ko",
    "CJK": "zh",
    "GREEK": "el",
    "HEBREW": "he",
    "ARABIC": "ar",
    "THAI": "th",
    "DEVANAGARI": "hi",
    "CYRILLIC": "ru",
}
_LETTERS_READ = 60
_UKRAINIAN = frozenset("іїєґ")


def language(reading: Reading) -> Answer:
    """A two-letter code, or an empty value where nothing tells."""
    script = "" if reading.text.isascii() else _by_script(reading)
    if script:
        return Answer(
            script, 0.9, tuple(reading.as_written(place) for place in range(len(reading.words))[:1])
        )
    scores: dict[str, float] = {}
    known = _small_words()
    for word in reading.words[:_LETTERS_READ]:
        languages = known.get(word, ())
        for code in languages:
            scores[code] = scores.get(code, 0.0) + 1 / len(languages)
    if not scores:
        return Answer("", 0.0)
    best = max(scores, key=scores.__getitem__)
    share = scores[best] / sum(scores.values())
    spoke = [place for place, word in enumerate(reading.words[:_LETTERS_READ]) if best in known.get(word, ())]
    words = tuple(dict.fromkeys(reading.as_written(place) for place in spoke))[:MOST_WORDS]
    return Answer(best, round(share * (1 - math.exp(-scores[best] / 1.2)), 3), words)


def _by_script(reading: Reading) -> str:
    """The language whose script most of the first letters are in; Latin letters tell nothing."""
    counts: dict[str, int] = {}
    letters = [letter for word in reading.words[:_LETTERS_READ] for letter in word][:_LETTERS_READ]
    for letter in letters:
        if letter > "\u02ff":
            code = _SCRIPTS.get(unicodedata.name(letter, "").split(" ")[0].split("-")[0], "")
            counts[code] = counts.get(code, 0) + 1
    counts.pop("", None)
    if not counts or sum(counts.values()) * 3 < len(letters):
        return ""
    if "ja" in counts:
        return "ja"
    best = max(counts, key=counts.__getitem__)
    return "uk" if best == "ru" and not _UKRAINIAN.isdisjoint(letters) else best


@cache
def _small_words() -> dict[str, tuple[str, ...]]:
    words: dict[str, tuple[str, ...]] = {}
    for line in knowledge("languages.txt").splitlines():
        if not line.startswith("#"):
            code, _, rest = line.partition(":")
            for word in dict.fromkeys(rest.split()):
                words[word] = (*words.get(word, ()), code)
    return words
