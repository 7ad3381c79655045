"""How much a message presses: low, normal or high. Points by hand, because what is dangerous is no matter of examples."""

import math

from manyvoices.conversations.triage.answers import (
    COMPLAINT,
    HIGH,
    IDEA,
    LOW,
    MOST_WORDS,
    NORMAL,
    PRAISE,
    QUESTION,
    SPAM,
    Answer,
)
from manyvoices.conversations.triage.cues import Cues
from manyvoices.conversations.triage.reading import Reading

_BASE = {COMPLAINT: 1.0, QUESTION: 0.7, IDEA: 0.2}
# Danger and harm count even where the kind is in doubt; the rest only adds to a complaint or a question.
_ALWAYS = {"danger": 1.1, "harm": 0.8}
_BESIDE = {
    "hurry": 0.8,
    "soon": 0.3,
    "vulnerable": 0.5,
    "leaving": 0.25,
    "repetition": 0.2,
    "time span": 0.2,
    "much trouble": 0.2,
    "swearing": 0.15,
    "shouting": 0.1,
    "many question marks": 0.1,
}
_NORMAL_FROM, _HIGH_FROM = 0.5, 1.75
_STEEPNESS = 3.0
_NO_ALARM = {PRAISE, SPAM}  # of the fire brigade; that shouts danger


def urgency(kind: Answer, reading: Reading, cues: Cues) -> Answer:
    """How soon somebody should look, by the kind of the message and what is at stake."""
    base = _BASE.get(kind.value, 0.0)
    if "danger" in cues.strengths and kind.value not in _NO_ALARM:
        base = _BASE[COMPLAINT]  # a smell of gas is no complaint, and cannot wait
    points = _ALWAYS | (_BESIDE if base > 0.5 else {})
    score = base + sum(points[name] * strength for name, strength in cues.strengths.items() if name in points)
    if kind.value in _NO_ALARM:
        score = min(score, _HIGH_FROM - 0.1)
    value = HIGH if score >= _HIGH_FROM else NORMAL if score >= _NORMAL_FROM else LOW
    away = min(abs(score - _NORMAL_FROM), abs(score - _HIGH_FROM))
    spoke = sorted((cue for cue in cues.found if cue.family in points), key=lambda cue: -points[cue.family])
    words = dict.fromkeys(reading.as_written(cue.first, cue.last) for cue in spoke)
    confidence = 1 / (1 + math.exp(-_STEEPNESS * away))
    return Answer(value, round(confidence, 3), tuple(words)[:MOST_WORDS] if value != LOW else ())
