"""What was learned from corrections, beside the cold start, which counts less the more labels stand behind an answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from scipy import sparse

from manyvoices.conversations.learning import cold_columns
from manyvoices.conversations.learning.answering import (
    cold_batch,
    kind_answers,
    topic_answers,
    urgency_answers,
)
from manyvoices.conversations.learning.columns import Columns
from manyvoices.conversations.learning.heads import Head
from manyvoices.conversations.learning.seeing import Seen, batches, see
from manyvoices.conversations.triage import Topic, Topics, Triaged, prepare

HEADS = ("complaint", "other", "urgency", "topic")


@dataclass(frozen=True)
class Model:
    """The columns it reads, the families of cues it knew, and a head for each question that enough people answered."""

    columns: Columns
    families: tuple[str, ...]
    heads: Mapping[str, Head] = field(default_factory=dict)

    def triage_many(self, texts: Sequence[str], topics: Topics | None = None) -> list[Triaged]:
        """Triage any number of messages: each as `triage.cold` would, and better where people taught it.

        Only `topics` are answered (from `triage.prepare`); without them, those that were learned.
        """
        known = topics or self._learned_topics()
        return [triaged for batch in batches(texts) for triaged in self._batch(see(batch), known)]

    def _learned_topics(self) -> Topics:
        head = self.heads.get("topic")
        return prepare(Topic(name) for name in (head.values if head else ()))

    def _batch(self, seen: Seen, topics: Topics) -> list[Triaged]:
        if not self.heads:
            return cold_batch(seen, topics)
        words = self.columns.table(seen.grams)
        extra = cold_columns.table(seen.cues, seen.kinds, self.families)
        table = sparse.hstack([words, extra], format="csr")
        answered = self.columns.of_bucket[seen.grams.bucket]
        kinds = kind_answers(self.heads, seen, table, answered)
        urgencies = urgency_answers(self.heads, seen, table, kinds)
        about = topic_answers(self.heads, seen, words, answered, topics)
        return [Triaged(*four) for four in zip(kinds, urgencies, about, seen.languages, strict=True)]


COLD = Model(Columns.none(), ())
"""The model of an organisation that corrected nothing yet."""
