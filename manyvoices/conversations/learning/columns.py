"""The columns a model reads: which hashed pieces it keeps and how rare each is (TF-IDF), as a sparse table of a batch."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
from scipy import sparse

from manyvoices.conversations.learning.grams import BUCKETS, WORD_BUCKETS, Grams, Numbers

MOST_COLUMNS = 60_000
SEEN_IN = 2

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Columns:
    """The kept buckets in ascending order, and the weight of each by its rarity."""

    buckets: npt.NDArray[np.int32]
    rarity: Floats

    @classmethod
    def none(cls) -> "Columns":
        """Of a model that learned nothing."""
        return cls(np.zeros(0, np.int32), np.zeros(0, np.float32))

    @cached_property
    def of_bucket(self) -> npt.NDArray[np.int32]:
        """The column of each bucket, -1 where it is not kept."""
        table = np.full(BUCKETS, -1, np.int32)
        table[self.buckets] = np.arange(len(self.buckets), dtype=np.int32)
        return table

    def table(self, found: Grams) -> sparse.csr_array:
        """A row a message: words and parts of words each of length 1, so that long messages do not shout."""
        column = self.of_bucket[found.bucket]
        kept = column >= 0
        rows = len(found.starts) - 1
        ones = np.ones(int(kept.sum()), np.float32)
        counted = sparse.coo_array(
            (ones, (found.message[kept].astype(np.int32), column[kept])), (rows, len(self.buckets))
        ).tocsr()
        row = np.repeat(np.arange(rows), np.diff(counted.indptr))
        values = (1 + np.log(counted.data)) * self.rarity[counted.indices]
        is_part = self.buckets[counted.indices] >= WORD_BUCKETS
        block = row * 2 + is_part
        lengths = np.sqrt(np.bincount(block, values**2, minlength=2 * rows))
        counted.data = (values / lengths[block]).astype(np.float32)
        return counted


def chosen(found: Grams) -> Columns:
    """The columns for a model that learns from these messages: pieces that at least two hold, the commonest 60,000."""
    rows = len(found.starts) - 1
    seen = np.unique(found.message * BUCKETS + found.bucket) % BUCKETS
    counts = np.bincount(seen, minlength=BUCKETS)
    common = _commonest(counts)
    rarity = np.log((1 + rows) / (1 + counts[common])) + 1
    return Columns(common.astype(np.int32), rarity.astype(np.float32))


def _commonest(counts: Numbers) -> Numbers:
    kept = np.flatnonzero(counts >= SEEN_IN)
    if len(kept) > MOST_COLUMNS:
        kept = np.sort(kept[np.argsort(-counts[kept], kind="stable")[:MOST_COLUMNS]])
    return kept
