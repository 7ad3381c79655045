"""Learns a model from labels. The same labels always give the same model; up to 50,000 of them, the newest."""

from collections.abc import Iterable

import numpy as np
from scipy import sparse

from manyvoices.conversations.learning import cold_columns
from manyvoices.conversations.learning.columns import chosen
from manyvoices.conversations.learning.grams import Grams
from manyvoices.conversations.learning.heads import learned
from manyvoices.conversations.learning.labels import Label, newest
from manyvoices.conversations.learning.model import COLD, Model
from manyvoices.conversations.learning.seeing import batches, see


def train(labels: Iterable[Label]) -> Model:
    """A model from all of these labels, oldest first; keep back yourself what is to measure it (`labels.is_held_out`).

    A question that fewer than 20 labels answer, or only with one value, is left to the cold start; so may all be.
    """
    known = newest(labels)
    if not known:
        return COLD
    seen = [see(batch) for batch in batches([label.text for label in known])]
    found = _joined([one.grams for one in seen])
    columns = chosen(found)
    cues = [cue for one in seen for cue in one.cues]
    families = cold_columns.names(cues)
    words = columns.table(found)
    extra = cold_columns.table(cues, [kinds for one in seen for kinds in one.kinds], families)
    whole = sparse.hstack([words, extra], format="csr")
    heads = {
        "complaint": learned(whole, [label.complaint for label in known]),
        "other": learned(whole, [label.other for label in known]),
        "urgency": learned(whole, [label.urgency for label in known]),
        "topic": learned(words, [label.topic for label in known]),
    }
    return Model(columns, families, {name: head for name, head in heads.items() if head is not None})


def _joined(parts: list[Grams]) -> Grams:
    """The pieces of all batches as those of one."""
    messages = np.cumsum([0, *(len(part.starts) - 1 for part in parts)])
    words = np.cumsum([0, *(int(part.starts[-1]) for part in parts)])
    return Grams(
        np.concatenate([part.message + first for part, first in zip(parts, messages, strict=False)]),
        np.concatenate([part.bucket for part in parts]),
        np.concatenate([part.word + first for part, first in zip(parts, words, strict=False)]),
        np.concatenate(
            [[0], *(part.starts[1:] + first for part, first in zip(parts, words, strict=False))]
        ).astype(np.int64),
    )
