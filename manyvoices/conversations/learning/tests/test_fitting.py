"""The weights of the cold start are those of the examples, and hold for trades that were left out."""

import json

import pytest
from sklearn.metrics import f1_score

from manyvoices.conversations.learning.fitting import WEIGHTS, Example, examples, fitted
from manyvoices.conversations.triage import COMPLAINT, KINDS, cues, kinds, read


def test_the_weights_are_of_these_examples() -> None:
    """Else say `python -m manyvoices.conversations.learning.fitting` again."""
    kept, made = json.loads(WEIGHTS.read_text(encoding="utf-8")), fitted(examples())
    assert kept["features"].keys() == made["features"].keys()
    assert kept["bias"] == pytest.approx(made["bias"], abs=0.03)


def test_every_kind_has_examples_in_every_language() -> None:
    assert {(one.language, one.kind) for one in examples()} == {
        (language, kind) for language in ("en", "de") for kind in KINDS
    }


@pytest.mark.long
def test_it_holds_for_a_trade_it_never_saw(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each trade asked with the weights of all others; complaint or not, macro-F1."""
    every, told = examples(), list[tuple[bool, bool]]()
    for trade in sorted({one.trade for one in every} - {"any"}):
        made = fitted([one for one in every if one.trade != trade])
        weights = kinds.Weights(
            tuple(made["bias"]), {name: tuple(row) for name, row in made["features"].items()}
        )
        monkeypatch.setattr(kinds, "_weights", lambda weights=weights: weights)
        told += [(one.kind == COMPLAINT, is_complaint(one)) for one in every if one.trade == trade]
    score = f1_score(*zip(*told, strict=True), average="macro")
    assert score > 0.82


def is_complaint(one: Example) -> bool:
    reading = read(one.text)
    return kinds.likely(reading, cues(reading, one.language)).complaint >= 0.5
