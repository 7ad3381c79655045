"""Makes `triage/knowledge/weights.json` from this project's own examples: `python -m manyvoices.conversations.learning.fitting`.

To be said again after the cues or the examples were changed; a test compares.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from manyvoices.conversations.triage.answers import COMPLAINT
from manyvoices.conversations.triage.cues import LANGUAGES, cues, knowledge
from manyvoices.conversations.triage.kinds import OTHERS, features
from manyvoices.conversations.triage.reading import read

WEIGHTS = Path(__file__).parent.parent / "triage" / "knowledge" / "weights.json"
STRENGTH = 0.3  # of the regularisation's inverse; chosen by leaving out one trade at a time
OFTEN = 3  # a word counts from so many examples on
_HEADING = re.compile(r"\[(\w+) (\w+)\]")
_NUMBER = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Example:
    """A message of our own making."""

    text: str
    kind: str
    trade: str
    language: str


def examples() -> list[Example]:
    """All of them, in the order of the files."""
    return [example for language in LANGUAGES for example in _of(language)]


def fitted(chosen: list[Example]) -> dict[str, Any]:
    """The weights that `kinds.likely` reads. The same examples always give the same weights."""
    told = [_features(example) for example in chosen]
    common = Counter(name for found in told for name in found)
    told = [{name: value for name, value in found.items() if common[name] >= OFTEN} for found in told]
    names = DictVectorizer(sort=True)
    table = names.fit_transform(told)
    kinds = np.array([example.kind for example in chosen])
    first = _regression().fit(table, kinds == COMPLAINT)
    rest = _regression().fit(table[kinds != COMPLAINT], kinds[kinds != COMPLAINT])
    order = [list(rest.classes_).index(kind) for kind in OTHERS]
    weights = np.vstack([first.coef_, rest.coef_[order]]).T
    return {
        "bias": _rounded([first.intercept_[0], *rest.intercept_[order]]),
        "features": {
            name: _rounded(row) for name, row in zip(names.get_feature_names_out(), weights, strict=True)
        },
    }


def _features(example: Example) -> dict[str, float]:
    reading = read(example.text)
    found = features(reading, cues(reading, example.language))
    return {name: value for name, value in found.items() if not (name[0] == "=" and _NUMBER.search(name))}


def _regression() -> LogisticRegression:
    return LogisticRegression(C=STRENGTH, max_iter=5_000, class_weight="balanced", tol=1e-6)


def _rounded(values: Any) -> list[float]:
    return [round(float(value), 2) for value in values]


def _of(language: str) -> Iterator[Example]:
    kind = trade = ""
    for line in knowledge(f"examples.{language}.txt").splitlines():
        heading = _HEADING.fullmatch(line)
        if heading:
            kind, trade = heading.groups()
        elif line and not line.startswith("#"):
            yield Example(line, kind, trade, language)


def _as_json(made: dict[str, Any]) -> str:
    """One feature a line, so that a change can be read."""
    lines = [f"{json.dumps(name, ensure_ascii=False)}: {row}" for name, row in made["features"].items()]
    return f'{{"bias": {made["bias"]}, "features": {{\n' + ",\n".join(lines) + "\n}}\n"


if __name__ == "__main__":
    WEIGHTS.write_text(_as_json(fitted(examples())), encoding="utf-8")
