"""Which families of cues a message holds. The words stand in `knowledge/cues.<language>.txt`, for anybody to read and correct."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files

from manyvoices.conversations.triage.reading import Reading, read, words

LANGUAGES = ("en", "de")
_HEADING = re.compile(r"\[([^\]]+)\]")
_SHORTEST_STEM = 3
NEGATING = words(
    "not no never nt cant cannot wont dont doesnt didnt isnt arent wasnt werent hasnt havent hadnt couldnt wouldnt "
    "shouldnt aint without nicht kein keine keinen keiner keinem nie"
)
_NT = frozenset(word for word in NEGATING if word.endswith("nt"))
_FILLING = words(
    "even actually really seem seems to be been properly fully correctly just quite yet all that very so"
)
_TIMES = words(
    "min mins minute minutes hr hrs hour hours day days week weeks month months year years wk wks "
    "tag tage tagen woche wochen monat monate monaten jahr jahre jahren stunde stunden minute minuten std"
)
_NUMBERS = words(
    "two three four five six seven eight nine ten couple several few zwei drei vier fünf sechs sieben acht neun zehn "
    "einer einem"
)
TROUBLE = (
    "failure", "inability", "waiting", "refused", "money", "condemnation", "disappointment", "broken promise",
    "leaving", "redress", "nobody",
)  # fmt: skip


# What means something else beside trouble.
_GLAD_ALONE = (
    "thanks", "praise", "asking", "question mark", "settled", "link", "conversation", "joy", "exclamation",
)  # fmt: skip


@dataclass(slots=True)
class Cue:
    """A family that was found, and which words of the reading hold it."""

    family: str
    first: int
    last: int


@dataclass(slots=True)
class Cues:
    """What a message holds: how strongly each family speaks, and where it stands."""

    strengths: dict[str, float]
    found: list[Cue]


@dataclass(slots=True)
class Lexicon:
    """Words, stems and phrases with their families."""

    words: dict[str, tuple[str, ...]] = field(default_factory=dict)
    stems: dict[str, tuple[str, ...]] = field(default_factory=dict)
    phrases: dict[str, dict[str, list[tuple[list[str], str]]]] = field(default_factory=dict)

    def add(self, entry: str, family: str) -> None:
        """Take in one entry of a knowledge file."""
        parts = tuple(read(entry.replace("*", "")).words)
        if len(parts) > 1:
            self.phrases.setdefault(parts[0], {}).setdefault(parts[1], []).append((list(parts[1:]), family))
        elif parts:
            table = self.stems if entry.endswith("*") else self.words
            table[parts[0]] = (*table.get(parts[0], ()), family)

    def families(self, word: str) -> tuple[str, ...]:
        """The families of one word: as it stands, else by its longest known stem."""
        exact = self.words.get(word)
        if exact is not None:
            return exact
        for length in range(len(word), _SHORTEST_STEM - 1, -1):
            stem = self.stems.get(word[:length])
            if stem is not None:
                return stem
        return ()


def cues(reading: Reading, language: str = "") -> Cues:
    """The families of cues in a message; of both languages where `language` is neither."""
    lexicon = _lexicon(language if language in LANGUAGES else "")
    families = _families(language if language in LANGUAGES else "")
    found: list[Cue] = []
    covered: set[int] = set()
    for cue in _phrases(reading.words, lexicon):
        found.append(cue)
        covered.update(range(cue.first, cue.last + 1))
    for place, word in enumerate(reading.words):
        if place not in covered:
            found += [Cue(family, place, place) for family in families(word)]
    found = [_turned(cue, reading.words) for cue in found]
    found += _spans(reading.words)
    return Cues(_strengths(found, reading), found)


def _phrases(words: Sequence[str], lexicon: Lexicon) -> Iterator[Cue]:
    for place, word in enumerate(words):
        if word in lexicon.phrases:
            yield from _after(words, place, place + 1, lexicon.phrases[word])
        if word in _NT:
            after = place + 1
            while after < len(words) and after < place + 3 and words[after] in _FILLING:
                after += 1
            # "nt work" of the files: any negated verb before it, with fillers between.
            yield from _after(words, place, after, lexicon.phrases.get("nt", {}))


def _after(
    words: Sequence[str], first: int, second: int, phrases: dict[str, list[tuple[list[str], str]]]
) -> Iterator[Cue]:
    """The phrases that go on with the words from `second`."""
    for rest, family in phrases.get(words[second], ()) if second < len(words) else ():
        if words[second : second + len(rest)] == rest:
            yield Cue(family, first, second + len(rest) - 1)


def _turned(cue: Cue, words: Sequence[str]) -> Cue:
    """ "not happy" is no praise."""
    if cue.family in {"praise", "thanks"} and not NEGATING.isdisjoint(
        words[max(cue.first - 3, 0) : cue.first]
    ):
        return Cue("negated praise", max(cue.first - 3, 0), cue.last)
    return cue


def _spans(words: Sequence[str]) -> Iterator[Cue]:
    """How long it takes ("for 3 weeks"), and what goes on happening ("keeps crashing")."""
    for place, word in enumerate(words[1:], start=1):
        before = words[place - 1]
        if word in _TIMES and (before.isdigit() or before in _NUMBERS):
            yield Cue("time span", place - 1, place)
        elif word.endswith("ing") and before in {"keeps", "keep", "kept", "stop", "stops"}:
            yield Cue("goes on", place - 1, place)


def _strengths(found: list[Cue], reading: Reading) -> dict[str, float]:
    """How strongly each family speaks: once fully, again less; with the form, and with what is only true together."""
    strengths: dict[str, float] = {}
    for cue in found:
        known = strengths.get(cue.family)
        strengths[cue.family] = 1.0 if known is None else min(known + 0.4, 1.8)
    trouble = sum(family in strengths for family in TROUBLE)
    strengths |= reading.forms
    if not trouble:
        strengths["no trouble"] = 1.0
        for family in _GLAD_ALONE:
            if family in strengths:
                strengths[f"{family}, no trouble"] = 1.0
    elif trouble > 1:
        strengths["much trouble"] = min(trouble - 1, 3) / 2
    phrases = sum(cue.last > cue.first for cue in found if cue.family in TROUBLE)
    if phrases:
        strengths["trouble in several words"] = min(phrases, 2)
    if trouble and "dealing" in strengths:
        strengths["trouble with what was bought"] = 1.0
    if trouble and "possession" in strengths:
        strengths["my trouble"] = 1.0
    return strengths


@cache
def _lexicon(language: str) -> Lexicon:
    lexicon = Lexicon()
    for name in [language] if language else LANGUAGES:
        for family, entries in _sections(f"cues.{name}.txt"):
            for entry in entries:
                lexicon.add(entry, family)
    return lexicon


@cache
def _families(language: str) -> Callable[[str], tuple[str, ...]]:
    """As the lexicon says, remembering the common words."""
    return lru_cache(maxsize=20_000)(_lexicon(language).families)


def _sections(name: str) -> Iterator[tuple[str, list[str]]]:
    """The sections of a knowledge file with their entries."""
    family, entries = "", list[str]()
    for line in knowledge(name).splitlines():
        heading = _HEADING.fullmatch(line.strip())
        if heading:
            yield family, entries
            family, entries = heading.group(1), []
        elif not line.startswith("#"):
            entries += [entry.strip() for entry in line.split(",") if entry.strip()]
    yield family, entries


def knowledge(name: str) -> str:
    """The text of a file of knowledge."""
    return files("manyvoices.conversations.triage").joinpath("knowledge", name).read_text(encoding="utf-8")
