"""How good a model is on corrections it never saw, and whether a new one may take the place of the old."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sklearn.metrics import accuracy_score, f1_score

from manyvoices.conversations.corrections import FEWEST
from manyvoices.conversations.learning.labels import NOT_COMPLAINT, Label
from manyvoices.conversations.learning.model import Model
from manyvoices.conversations.triage import COMPLAINT, Topics, Triaged


@dataclass(frozen=True, slots=True)
class Measured:
    """One question: how many held-out labels answered it, the share that was met, and the macro-F1 over the values."""

    labels: int
    accuracy: float
    macro_f1: float


@dataclass(frozen=True, slots=True)
class Quality:
    """What was measured, by question: complaint, other, urgency, topic. A question nobody answered is missing, not zero."""

    measured: Mapping[str, Measured]

    @property
    def score(self) -> float | None:
        """The mean macro-F1 of the questions that enough labels answered; None where there are too few to say."""
        enough = [one.macro_f1 for one in self.measured.values() if one.labels >= FEWEST]
        return sum(enough) / len(enough) if enough else None


def measure(model: Model, held_out: Sequence[Label], topics: Topics | None = None) -> Quality:
    """Ask the model about messages it must not have learned from, and compare with what people said."""
    told = model.triage_many([label.text for label in held_out], topics)
    answers = {
        "complaint": [(label.complaint, _complaint(one)) for label, one in zip(held_out, told, strict=True)],
        "other": [(label.other, one.kind.value) for label, one in zip(held_out, told, strict=True)],
        "urgency": [(label.urgency, one.urgency.value) for label, one in zip(held_out, told, strict=True)],
        "topic": [(label.topic, one.topic.value) for label, one in zip(held_out, told, strict=True)],
    }
    said = {name: [pair for pair in pairs if pair[0]] for name, pairs in answers.items()}
    return Quality({name: measured(pairs) for name, pairs in said.items() if pairs})


def measured(pairs: Sequence[tuple[str, str]]) -> Measured:
    """From what people said and what was answered; values that nobody said do not count as values."""
    said, answered = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    each = f1_score(said, answered, labels=sorted(set(said)), average="macro", zero_division=0.0)
    return Measured(len(pairs), round(float(accuracy_score(said, answered)), 4), round(float(each), 4))


def is_better(new: Quality, old: Quality) -> bool:
    """Whether the new model may replace the old: both measured on the same held-out corrections, and truly better."""
    return new.score is not None and old.score is not None and new.score > old.score


def _complaint(told: Triaged) -> str:
    return COMPLAINT if told.kind.value == COMPLAINT else NOT_COMPLAINT
