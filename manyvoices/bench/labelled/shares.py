"""Cuts labelled rows into those to learn from and those to be asked about; always the same for the same file."""

import random
from collections import defaultdict
from collections.abc import Sequence

from manyvoices.core.refusals import Invalid

_SEED = 77

Row = tuple[str, str]


def cut(rows: Sequence[Row], share: float) -> tuple[list[Row], list[Row]]:
    """To learn from and to ask about, the same share of each label. The share is at least 0 and less than 1."""
    if not 0 <= share < 1:
        raise Invalid(train_share="The share to train on is at least 0 and less than 1, for example 0.8.")
    of_label: dict[str, list[Row]] = defaultdict(list)
    for row in dict.fromkeys(
        rows
    ):  # a message that stands there twice would be asked about after it was learned
        of_label[row[1]].append(row)
    learn, ask = [], []
    for label in sorted(of_label):
        chosen = of_label[label]
        random.Random(f"{_SEED} {label}").shuffle(chosen)  # noqa: S311 -- the same split each time is the purpose
        many = min(round(len(chosen) * share), len(chosen) - 1) if len(chosen) > 1 else 0
        learn += chosen[:many]
        ask += chosen[many:]
    return learn, ask
