"""What people corrected: the examples to learn from."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from manyvoices.conversations.corrections import HELD_OUT_OF
from manyvoices.conversations.triage import COMPLAINT, KINDS, URGENCIES

MOST_LABELS = 50_000
NOT_COMPLAINT = "not complaint"


@dataclass(frozen=True, slots=True)
class Label:
    """A message with what a person said about it; an empty field was not said. A kind may be just "not complaint"."""

    text: str
    kind: str = ""
    urgency: str = ""
    topic: str = ""

    def __post_init__(self) -> None:
        """Refuse (ValueError) a kind or an urgency that does not exist."""
        if self.kind and self.kind not in (*KINDS, NOT_COMPLAINT):
            raise ValueError(f"There is no kind of message called {self.kind!r}.")
        if self.urgency and self.urgency not in URGENCIES:
            raise ValueError(f"There is no urgency called {self.urgency!r}.")

    @property
    def complaint(self) -> str:
        """Complaint or not, as far as it was said."""
        return self.kind if self.kind in {"", COMPLAINT} else NOT_COMPLAINT

    @property
    def other(self) -> str:
        """Which kind besides complaints, as far as it was said."""
        return "" if self.kind in {COMPLAINT, NOT_COMPLAINT} else self.kind


def newest(labels: Iterable[Label]) -> list[Label]:
    """The last 50,000, given oldest first."""
    return list(labels)[-MOST_LABELS:]


def is_held_out(label: Label) -> bool:
    """Whether a correction is kept for measuring. By its words alone: the same for every model, now and later."""
    digest = hashlib.sha256(label.text.encode("utf-8", "replace")).digest()
    return int.from_bytes(digest[:4], "big") % HELD_OUT_OF == 0
