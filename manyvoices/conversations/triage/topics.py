"""Which of the organisation's topics a message is about, from nothing but their names and key words. Pure.

A word of the message counts for a topic by its stem, by a slip of one letter, as a part of a compound, or as another word for
the same matter; it counts more the fewer topics share it.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache

from manyvoices.conversations.triage.answers import MOST_WORDS, Answer
from manyvoices.conversations.triage.cues import knowledge
from manyvoices.conversations.triage.reading import Reading, read, words

MOST_TOPICS = 500
_ENDINGS = sorted(
    words(
        "ations ation ments ment ings ing ungen ung ions ion ies ern est ed es er en em al ly ts s y e n t"
    ),
    key=lambda ending: (-len(ending), ending),
)
_SHORTEST = 3
_SAME_MATTER, _COMPOUND, _SLIP = 0.55, 0.8, 0.7
_KEPT_WORDS = 20_000


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic as the organisation names it, with words that point to it."""

    name: str
    words: tuple[str, ...] = ()


@dataclass(slots=True)
class Topics:
    """The organisation's topics, made ready for many messages."""

    names: tuple[str, ...]
    stems: dict[str, dict[int, float]]
    lengths: list[float]
    slips: dict[str, str]
    known: dict[str, dict[int, float]] = field(default_factory=dict)

    def of_word(self, word: str) -> dict[int, float]:
        """For which topics a word counts, and how much."""
        found = self.known.get(word)
        if found is None:
            found = self._look_up(word)
            if len(self.known) >= _KEPT_WORDS:
                self.known.clear()
            self.known[word] = found
        return found

    def _look_up(self, word: str) -> dict[int, float]:
        if word in _small():
            return {}
        root = stem(word)
        if root in self.stems:
            return self.stems[root]
        if len(word) > 8:
            for cut in range(len(word) - 4, 4, -1):
                for part in (word[:cut], word[-cut:]):
                    if stem(part) in self.stems:
                        return _weaker(self.stems[stem(part)], _COMPOUND)
        if len(root) > 4:
            for variant in [root, *_without_a_letter(root)]:
                if variant in self.slips:
                    return _weaker(self.stems[self.slips[variant]], _SLIP)
        return {}


def prepare(topics: Iterable[Topic]) -> Topics:
    """Make topics ready; the first 500 of them, which is more than anybody keeps apart."""
    chosen = list(topics)[:MOST_TOPICS]
    weights = [_weights(topic) for topic in chosen]
    spread: dict[str, int] = {}
    for stems in weights:
        for root in stems:
            spread[root] = spread.get(root, 0) + 1
    index: dict[str, dict[int, float]] = {}
    for place, stems in enumerate(weights):
        for root, weight in stems.items():
            index.setdefault(root, {})[place] = weight * math.log(1 + len(chosen) / spread[root])
    lengths = [_length(topic, index, place) for place, topic in enumerate(chosen)]
    slips = {variant: root for root in index if len(root) > 4 for variant in [root, *_without_a_letter(root)]}
    return Topics(tuple(topic.name for topic in chosen), index, lengths, slips)


def topic(reading: Reading, topics: Topics) -> Answer:
    """The topic that fits best; an empty value where no word points to any."""
    scores, spoke = scored(reading, topics)
    if not scores:
        return Answer("", 0.0)
    best = max(scores, key=scores.__getitem__)
    confidence = likelihoods(scores)[best]
    told = sorted(
        (place for place, found in spoke if best in found), key=lambda place: -_said(spoke, place, best)
    )
    written = dict.fromkeys(reading.as_written(place) for place in told)
    return Answer(topics.names[best], round(confidence, 3), tuple(written)[:MOST_WORDS])


def scored(reading: Reading, topics: Topics) -> tuple[dict[int, float], list[tuple[int, dict[int, float]]]]:
    """How much speaks for each topic, between 0 and about 1, and which words did."""
    spoke, seen, totals = [], set[str](), dict[int, float]()
    for place, word in enumerate(reading.words):
        found = topics.of_word(word) if word not in seen else None
        if found:
            seen.add(word)
            spoke.append((place, found))
            for one, weight in found.items():
                totals[one] = totals.get(one, 0.0) + weight
    return {one: total / topics.lengths[one] for one, total in totals.items()}, spoke


def likelihoods(scores: dict[int, float]) -> dict[int, float]:
    """Scores as shares of certainty: a topic that is named whole and alone is nearly certain."""
    sharp = {one: math.exp(4 * min(score, 1.5)) - 1 for one, score in scores.items()}
    whole = sum(sharp.values()) + 4.0
    return {one: value / whole for one, value in sharp.items()}


def _said(spoke: Sequence[tuple[int, dict[int, float]]], place: int, best: int) -> float:
    return next(found[best] for at, found in spoke if at == place)


def _weights(topic: Topic) -> dict[str, float]:
    """The stems that point to a topic: those of its name and key words, and weaker those of the same matter."""
    own = [root for text in (topic.name, *topic.words) for root in _stems(text)]
    weights = {other: _SAME_MATTER for root in own for other in _same_matter().get(root, ())}
    return weights | dict.fromkeys(own, 1.0)


def _length(topic: Topic, index: dict[str, dict[int, float]], place: int) -> float:
    """What a message scores that names the topic whole; long names are not held against their topic entirely."""
    return math.sqrt(sum(index[root][place] ** 1.5 for root in set(_stems(topic.name))) + 1.0)


def _stems(text: str) -> list[str]:
    """The stems of a name, without small words unless there is nothing else."""
    said = read(text.replace("_", " ")).words
    return [stem(word) for word in said if word not in _small()] or [stem(word) for word in said]


@cache
def _same_matter() -> dict[str, frozenset[str]]:
    groups: dict[str, frozenset[str]] = {}
    for line in knowledge("synonyms.txt").splitlines():
        if line and not line.startswith("#"):
            roots = frozenset(stem(word) for word in line.split())
            groups |= {root: roots | groups.get(root, frozenset()) for root in roots}
    return groups


@cache
def _small() -> frozenset[str]:
    lines = knowledge("languages.txt").splitlines()
    return frozenset(word for line in lines if line[:3] in {"en:", "de:"} for word in line[3:].split())


def stem(word: str) -> str:
    """A word without its ending; crude, and the same for every form of most words in English and German."""
    for _ in range(2):
        for ending in _ENDINGS:
            if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
                word = word[: -len(ending)]
                break
    return word[:-1] if len(word) > 3 and word[-1] == word[-2] else word


def _without_a_letter(root: str) -> list[str]:
    return [root[:place] + root[place + 1 :] for place in range(len(root))]


def _weaker(found: dict[int, float], share: float) -> dict[int, float]:
    return {one: weight * share for one, weight in found.items()}
