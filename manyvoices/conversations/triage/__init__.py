"""What a message is: kind, urgency, topic and language, each with its confidence and the words that spoke for it.

The cold start: it needs no example of the organisation's own, no database, no network and no heavy library, so any process may
ask it. `learning` builds on it with what people corrected.
"""

from manyvoices.conversations.triage import kinds as _kinds
from manyvoices.conversations.triage.answers import (
    COMPLAINT,
    HIGH,
    IDEA,
    KINDS,
    LOW,
    NORMAL,
    OTHER,
    PRAISE,
    QUESTION,
    SPAM,
    URGENCIES,
    Answer,
    Triaged,
)
from manyvoices.conversations.triage.cues import Cues, cues
from manyvoices.conversations.triage.languages import language
from manyvoices.conversations.triage.reading import Reading, read
from manyvoices.conversations.triage.topics import Topic, Topics, prepare, topic
from manyvoices.conversations.triage.urgency import urgency

__all__ = [
    "COMPLAINT",
    "HIGH",
    "IDEA",
    "KINDS",
    "LOW",
    "NORMAL",
    "OTHER",
    "PRAISE",
    "QUESTION",
    "SPAM",
    "URGENCIES",
    "Answer",
    "Cues",
    "Reading",
    "Topic",
    "Topics",
    "Triaged",
    "cold",
    "cues",
    "language",
    "prepare",
    "read",
    "topic",
    "urgency",
]

_NO_TOPICS = prepare(())


def cold(text: str, topics: Topics | None = None, *, spoken: Answer | None = None) -> Triaged:
    """Triage one message of any length and script. `topics` come from `prepare`; `spoken` is the language, if it is known."""
    reading = read(text)
    spoken = spoken or language(reading)
    found = cues(reading, spoken.value)
    kind = _kinds.answer(_kinds.likely(reading, found), reading, found)
    return Triaged(kind, urgency(kind, reading, found), topic(reading, topics or _NO_TOPICS), spoken)
