"""What the cold start knows about a message, as further columns beside its words: with few labels these carry the answer."""

import math
from collections.abc import Mapping, Sequence

import numpy as np
from scipy import sparse

from manyvoices.conversations.triage import Cues
from manyvoices.conversations.triage.kinds import OTHERS, Kinds

KIND_COLUMNS = 1 + len(OTHERS)
_SCALE, _FURTHEST = 0.4, 3.0


def names(found: Sequence[Cues]) -> tuple[str, ...]:
    """The families of cues that occur, in the order of their columns."""
    return tuple(sorted({family for cues in found for family in cues.strengths}))


def table(found: Sequence[Cues], kinds: Sequence[Kinds], families: Sequence[str]) -> sparse.csr_array:
    """A row a message: how likely each kind is, then the strength of each family. Families unknown to the model are left out."""
    place = {family: at + KIND_COLUMNS for at, family in enumerate(families)}
    rows, columns, values = list[int](), list[int](), list[float]()
    for row, (cues, kind) in enumerate(zip(found, kinds, strict=True)):
        told = _likelihoods(kind) | _strengths(cues.strengths, place)
        rows += [row] * len(told)
        columns += told.keys()
        values += told.values()
    coordinates = (np.array(rows, np.int32), np.array(columns, np.int32))
    return sparse.csr_array(
        (np.array(values, np.float32), coordinates), (len(found), KIND_COLUMNS + len(families))
    )


def _likelihoods(kind: Kinds) -> dict[int, float]:
    told = {0: _log_odds(kind.complaint)}
    return told | {at + 1: _log_odds(kind.others[other]) for at, other in enumerate(OTHERS)}


def _strengths(strengths: Mapping[str, float], place: Mapping[str, int]) -> dict[int, float]:
    return {place[family]: value * _SCALE for family, value in strengths.items() if family in place}


def _log_odds(share: float) -> float:
    share = min(max(share, 1e-6), 1 - 1e-6)
    return max(min(math.log(share / (1 - share)) * _SCALE, _FURTHEST), -_FURTHEST)
