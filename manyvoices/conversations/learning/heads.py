"""One question a model has learned to answer: a linear model over the columns, with likelihoods that mean what they say."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import sparse
from scipy.optimize import minimize_scalar
from sklearn.model_selection import StratifiedKFold
from sklearn.svm import LinearSVC

from manyvoices.conversations.learning.columns import Floats

FEWEST_LABELS, FEWEST_EACH = 20, 4
MOST_VALUES = 250
_STRENGTH = 1.0
_FOLDS = 4
_SEED = 5


@dataclass(frozen=True)
class Head:
    """Values it can answer, a weight for each column and value, and how sharply its margins turn into likelihoods."""

    values: tuple[str, ...]
    weights: Floats
    bias: Floats
    sharpness: float
    labels: int

    def likelihoods(self, table: sparse.csr_array) -> Floats:
        """A row a message, a column a value; each row adds up to 1."""
        return _softmax((table @ self.weights + self.bias) * self.sharpness)


def learned(table: sparse.csr_array, said: Sequence[str]) -> Head | None:
    """A head from rows and what people said about them, "" for nothing; None where too few said too little.

    Values that fewer than four said are left to the cold start. The same labels always give the same head.
    """
    counts = Counter(value for value in said if value)
    values = sorted(value for value, count in counts.most_common(MOST_VALUES) if count >= FEWEST_EACH)
    rows = [row for row, value in enumerate(said) if value in set(values)]
    if len(values) < 2 or len(rows) < FEWEST_LABELS:
        return None
    place = {value: at for at, value in enumerate(values)}
    answers = np.array([place[said[row]] for row in rows])
    chosen = table[rows]
    weights, bias = _fit(chosen, answers, len(values))
    return Head(tuple(values), weights, bias, _sharpness(chosen, answers, len(values)), len(rows))


def _fit(table: sparse.csr_array, answers: Floats, values: int) -> tuple[Floats, Floats]:
    """One against all others, by a linear support vector machine with balanced classes."""
    machine = LinearSVC(C=_STRENGTH, class_weight="balanced", random_state=_SEED, dual=True, tol=1e-2)
    machine.fit(table, answers)
    weights, bias = machine.coef_, machine.intercept_
    if values == 2:
        weights, bias = np.vstack([-weights, weights]) / 2, np.array([-bias[0], bias[0]]) / 2
    return weights.T.astype(np.float32), bias.astype(np.float32)


def _sharpness(table: sparse.csr_array, answers: Floats, values: int) -> float:
    """How sharply margins turn into likelihoods, by rows that the weights had not seen (temperature scaling, Guo et al. 2017)."""
    margins = np.zeros((len(answers), values), np.float32)
    folds = StratifiedKFold(_FOLDS, shuffle=True, random_state=_SEED)
    for seen, unseen in folds.split(np.zeros(len(answers)), answers):
        weights, bias = _fit(table[seen], answers[seen], values)
        margins[unseen] = table[unseen] @ weights + bias
    rows = np.arange(len(answers))

    def surprise(power: float) -> float:
        return float(-np.log(_softmax(margins * 2**power)[rows, answers] + 1e-9).mean())

    return float(2 ** minimize_scalar(surprise, bounds=(-3, 6), method="bounded").x)


def _softmax(margins: Floats) -> Floats:
    raised = np.exp(margins - margins.max(axis=1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=1, keepdims=True), np.float32)
