"""Which words of a message spoke for a learned answer: those whose pieces weigh most towards it."""

import numpy as np
import numpy.typing as npt

from manyvoices.conversations.learning.columns import Floats
from manyvoices.conversations.learning.heads import Head
from manyvoices.conversations.learning.seeing import Seen
from manyvoices.conversations.triage import Reading
from manyvoices.conversations.triage.answers import MOST_WORDS

Column = npt.NDArray[np.int32]
_LEAST_OF_BEST = 0.25


def words_for(head: Head, pick: npt.NDArray[np.int64], seen: Seen, column: Column) -> list[tuple[str, ...]]:
    """For each message the words that spoke for the value `pick` chose; `column` is that of each piece, or -1."""
    kept = column >= 0
    found = seen.grams
    weights = head.weights[column[kept], pick[found.message[kept]]]
    totals = np.bincount(found.word[kept], weights, minlength=int(found.starts[-1])).astype(np.float32)
    return [
        _best(totals[first:after], reading)
        for first, after, reading in zip(found.starts[:-1], found.starts[1:], seen.readings, strict=True)
    ]


def _best(weights: Floats, reading: Reading) -> tuple[str, ...]:
    if not len(weights):
        return ()
    order = np.argsort(-weights, kind="stable")[:MOST_WORDS].tolist()
    least = max(float(weights[order[0]]) * _LEAST_OF_BEST, 1e-6)
    return tuple(dict.fromkeys(reading.as_written(place) for place in order if weights[place] >= least))
