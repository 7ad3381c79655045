"""What triage says about a message: each answer with its confidence and the words that spoke for it."""

from dataclasses import dataclass

COMPLAINT, QUESTION, PRAISE, IDEA, SPAM, OTHER = KINDS = (
    "complaint",
    "question",
    "praise",
    "idea",
    "spam",
    "other",
)
LOW, NORMAL, HIGH = URGENCIES = ("low", "normal", "high")
MOST_WORDS = 4


@dataclass(frozen=True, slots=True)
class Answer:
    """A value with its confidence from 0 to 1, and the words of the message that spoke most for it, as they were written.

    An empty value says "unknown": no topic fits, or the text is of no language.
    """

    value: str
    confidence: float
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Triaged:
    """The four answers about one message."""

    kind: Answer
    urgency: Answer
    topic: Answer
    language: Answer
