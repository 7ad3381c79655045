"""Words, pairs of words and parts of words as numbers, for a whole batch at once.

Every piece of the joined text gets its hash from one running sum (Rabin and Karp's rolling hash, modulo 2^64), so that no
string is cut: about ten times faster than counting pieces in Python, and no vocabulary has to be kept. Hashed features:
Weinberger et al., "Feature Hashing for Large Scale Multitask Learning" (2009).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

WORD_BITS, PART_BITS = 17, 18
WORD_BUCKETS = 1 << WORD_BITS
BUCKETS = WORD_BUCKETS + (1 << PART_BITS)
SHORTEST_PART, LONGEST_PART = 2, 5
MOST_WORDS = 400

Numbers = npt.NDArray[np.int64]
Hashes = npt.NDArray[np.uint64]

_SPACE, _LINE = 32, 10
_BASE = 0x9E3779B97F4A7C15
_UNBASE = pow(_BASE, -1, 1 << 64)
_MIX = np.uint64(0xD6E8FEB86659FD93)


@dataclass(frozen=True, slots=True)
class Grams:
    """One entry for each piece: in which message, which bucket, and which word of the batch it begins in.

    `starts` says for each message which word of the batch is its first; one more entry at the end.
    """

    message: Numbers
    bucket: Numbers
    word: Numbers
    starts: Numbers


def grams(messages: Sequence[Sequence[str]]) -> Grams:
    """The pieces of messages that are given as words; the first 400 words of each."""
    cut = [words[:MOST_WORDS] for words in messages]
    starts = np.concatenate([[0], np.cumsum([len(words) for words in cut])]).astype(np.int64)
    text = "".join(" " + " ".join(words) + " \n" for words in cut)
    codes = np.frombuffer(text.encode("utf-32-le", "replace"), dtype=np.uint32).astype(np.int64)
    if not starts[-1]:
        none = np.zeros(0, np.int64)
        return Grams(none, none, none, starts)
    running = _Running(codes)
    first, after = _edges(codes)
    owner = np.repeat(np.arange(len(cut)), np.diff(starts))
    found = [_whole(running, first, after, owner), *_parts(running, codes, first, owner)]
    message, bucket, word = (np.concatenate(column) for column in zip(*found, strict=True))
    return Grams(message, bucket, word, starts)


class _Running:
    """Hashes of any piece of the text, from the sums of everything before it."""

    def __init__(self, codes: Numbers) -> None:
        size = len(codes)
        powers = np.full(size, _BASE, np.uint64)
        self.undo = np.full(size, _UNBASE, np.uint64)
        powers[0] = self.undo[0] = 1
        powers = np.multiply.accumulate(powers)
        self.undo = np.multiply.accumulate(self.undo)
        self.sums = np.concatenate(
            [[np.uint64(0)], np.cumsum((codes.astype(np.uint64) + np.uint64(1)) * powers)]
        )

    def hashes(self, first: Numbers, after: Numbers, salt: int) -> Hashes:
        """Of the pieces from `first` up to, not including, `after`."""
        raw = (self.sums[after] - self.sums[first]) * self.undo[first]
        raw = (raw ^ (raw >> np.uint64(32)) ^ np.uint64(salt)) * _MIX
        return np.asarray((raw ^ (raw >> np.uint64(32))) * _MIX, np.uint64)


def _edges(codes: Numbers) -> tuple[Numbers, Numbers]:
    """Where each word begins and where it has ended."""
    gap = (codes == _SPACE) | (codes == _LINE)
    first = np.flatnonzero(gap[:-1] & ~gap[1:]) + 1
    after = np.flatnonzero(~gap[:-1] & gap[1:]) + 1
    return first, after


def _whole(
    running: _Running, first: Numbers, after: Numbers, owner: Numbers
) -> tuple[Numbers, Numbers, Numbers]:
    """Words, and pairs of neighbours in the same message."""
    place = np.arange(len(first))
    pairs = np.flatnonzero(owner[:-1] == owner[1:])
    single = running.hashes(first, after, 1)
    double = running.hashes(first[pairs], after[pairs + 1], 2)
    bucket = (np.concatenate([single, double]) >> np.uint64(64 - WORD_BITS)).astype(np.int64)
    word = np.concatenate([place, pairs])
    return owner[word], bucket, word


def _parts(
    running: _Running, codes: Numbers, first: Numbers, owner: Numbers
) -> list[tuple[Numbers, Numbers, Numbers]]:
    """Parts of words, with the space before and after a word as its edge."""
    gaps = np.cumsum((codes == _SPACE) | (codes == _LINE))
    word_at = np.cumsum(np.bincount(first, minlength=len(codes)))
    found = []
    for length in range(SHORTEST_PART, LONGEST_PART + 1):
        begin = np.arange(len(codes) - length + 1)
        inside = gaps[begin + length - 2] - gaps[begin]
        ends = (codes[begin] == _SPACE) & (codes[begin + length - 1] == _SPACE) & (length < 3)
        begin = begin[(inside == 0) & ~ends & (codes[begin] != _LINE) & (codes[begin + length - 1] != _LINE)]
        word = word_at[begin] - 1 + (codes[begin] == _SPACE)
        begin, word = begin[word < len(owner)], word[word < len(owner)]
        hashed = running.hashes(begin, begin + length, 10 + length)
        bucket = WORD_BUCKETS + (hashed >> np.uint64(64 - PART_BITS)).astype(np.int64)
        found.append((owner[word], bucket, word))
    return found
