"""What a message is: complaint, question, praise, idea, spam or other, with no example of the organisation's own.

First whether it is a complaint, because no complaint may be missed; then which of the others. The weights of the cues and
words stand in `knowledge/weights.json`; `learning/fitting.py` made them from this project's own examples.
"""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from manyvoices.conversations.triage.answers import COMPLAINT, KINDS, MOST_WORDS, Answer
from manyvoices.conversations.triage.cues import TROUBLE, Cues, knowledge
from manyvoices.conversations.triage.reading import Reading

OTHERS = tuple(kind for kind in KINDS if kind != COMPLAINT)
WORDS_SCALE = 2.0
_WEAKEST = 0.12
# What trouble weighs is spread over features of its own ("trouble in several words"); the words themselves show it.
_TROUBLE_SPEAKS = 0.7


@dataclass(frozen=True, slots=True)
class Weights:
    """For each feature its weight towards a complaint, then towards each of the other kinds in their order."""

    bias: tuple[float, ...]
    features: Mapping[str, tuple[float, ...]]


@dataclass(frozen=True, slots=True)
class Kinds:
    """How likely a message is a complaint, and how likely it is each other kind if it is none."""

    complaint: float
    others: Mapping[str, float]

    def all(self) -> dict[str, float]:
        """The likelihood of every kind; they add up to 1."""
        rest = 1 - self.complaint
        return {COMPLAINT: self.complaint} | {kind: share * rest for kind, share in self.others.items()}

    def best(self) -> tuple[str, float]:
        """A complaint if that is as likely as not, else the likeliest other kind."""
        if self.complaint >= 0.5:
            return COMPLAINT, self.complaint
        kind = max(self.others, key=self.others.__getitem__)
        return kind, self.others[kind] * (1 - self.complaint)


def features(reading: Reading, cues: Cues) -> dict[str, float]:
    """What the weights are of: the families of cues, and the words themselves, less each in a longer message."""
    words = set(reading.words)
    each = WORDS_SCALE / math.sqrt(len(words) + 3)
    return cues.strengths | dict.fromkeys([f"={word}" for word in words], each)


def likely(reading: Reading, cues: Cues) -> Kinds:
    """The kinds of a message by the weights."""
    weights = _weights()
    totals = list(weights.bias)
    for name, value in features(reading, cues).items():
        known = weights.features.get(name)
        if known is not None:
            for place, weight in enumerate(known):
                totals[place] += weight * value
    highest = max(totals[1:])
    shares = [math.exp(total - highest) for total in totals[1:]]
    whole = sum(shares)
    return Kinds(
        1 / (1 + math.exp(-max(min(totals[0], 30.0), -30.0))),
        {kind: share / whole for kind, share in zip(OTHERS, shares, strict=True)},
    )


def words_for(kind: str, reading: Reading, cues: Cues) -> tuple[str, ...]:
    """The words of the message that spoke most for `kind`, the strongest first."""
    weights, place = _weights().features, KINDS.index(kind)
    none = (0.0,) * len(KINDS)
    spoke: dict[tuple[int, int], float] = {}
    for cue in cues.found:
        span = (cue.first, cue.last)
        weight = weights.get(cue.family, none)[place]
        if kind == COMPLAINT and cue.family in TROUBLE:
            weight = max(weight, 0.0) + _TROUBLE_SPEAKS
        spoke[span] = spoke.get(span, 0.0) + weight
    for at, word in enumerate(reading.words):
        known = weights.get(f"={word}")
        if known is not None and known[place] > _WEAKEST:
            spoke[at, at] = spoke.get((at, at), 0.0) + known[place] / 2
    best = sorted(
        (span for span, weight in spoke.items() if weight > _WEAKEST), key=lambda span: -spoke[span]
    )
    return tuple(dict.fromkeys(reading.as_written(*span) for span in best))[:MOST_WORDS]


def answer(kinds: Kinds, reading: Reading, cues: Cues) -> Answer:
    """The likeliest kind as an answer."""
    kind, confidence = kinds.best()
    return Answer(kind, round(confidence, 3), words_for(kind, reading, cues))


@cache
def _weights() -> Weights:
    told = json.loads(knowledge("weights.json"))
    return Weights(tuple(told["bias"]), {name: tuple(weights) for name, weights in told["features"].items()})
