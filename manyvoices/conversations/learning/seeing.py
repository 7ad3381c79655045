"""A batch of messages as both the cold start and a learned model see them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from manyvoices.conversations.learning.grams import Grams, grams
from manyvoices.conversations.learning.spoken import spoken
from manyvoices.conversations.triage import Answer, Cues, Reading, cues, read
from manyvoices.conversations.triage.kinds import Kinds, likely

BATCH = 500


@dataclass(frozen=True)
class Seen:
    """Everything that is asked of a batch more than once."""

    readings: list[Reading]
    languages: list[Answer]
    cues: list[Cues]
    kinds: list[Kinds]

    @cached_property
    def grams(self) -> Grams:
        """The pieces of the words; the cold start needs none."""
        return grams([reading.words for reading in self.readings])


def see(texts: Sequence[str]) -> Seen:
    """Read a batch once."""
    readings = [read(text) for text in texts]
    languages = [spoken(reading) for reading in readings]
    found = [cues(reading, said.value) for reading, said in zip(readings, languages, strict=True)]
    kinds = [likely(reading, cue) for reading, cue in zip(readings, found, strict=True)]
    return Seen(readings, languages, found, kinds)


def batches(texts: Sequence[str]) -> Iterator[Sequence[str]]:
    """In parts that keep the memory small whatever the number of texts."""
    for start in range(0, len(texts), BATCH):
        yield texts[start : start + BATCH]
