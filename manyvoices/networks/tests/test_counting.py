"""The table of cases that the browser's count is held to as well."""

import json
import re
from itertools import combinations
from pathlib import Path
from typing import Any, cast, get_args

import pytest

from manyvoices.networks.counting import Rule, length, warning_length
from manyvoices.networks.endings import ENDINGS

RULES: tuple[Rule, ...] = get_args(Rule)
CASES = json.loads(Path(__file__).with_name("counting_cases.json").read_text())


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("case", CASES, ids=lambda case: ascii(case["text"])[:30])
def test_a_text_counts_as_its_network_counts_it(case: dict[str, Any], rule: Rule) -> None:
    assert length(case["text"], rule) == case[rule]


def test_the_table_tells_the_rules_apart() -> None:
    for one, other in combinations(RULES, 2):
        assert sum(case[one] != case[other] for case in CASES) >= 10, (one, other)


# Worked out by hand from the networks' own definitions, so that the table itself is held to something.
@pytest.mark.parametrize(
    ("text", "rule", "counted"),
    [
        ("👩‍👩‍👧‍👦", "graphemes", 1),
        ("👩‍👩‍👧‍👦", "x", 2),
        ("🇩🇪🇫🇷", "x", 4),
        ("東京", "x", 4),
        ("Zürich", "x", 6),
        ("bahn.de and https://example.org/a/long/way/to/go", "x", 51),
        ("@eve@social.example 👋🏽", "mastodon", 6),
    ],
)
def test_what_the_networks_define(text: str, rule: Rule, counted: int) -> None:
    assert length(text, rule) == counted


def test_mastodon_shortens_no_address_in_a_content_warning() -> None:
    assert warning_length("https://example.org/1234567890", "mastodon") == 30
    assert warning_length("https://example.org/1234567890", "x") == 23


def test_the_browser_knows_the_same_endings() -> None:
    script = Path("manyvoices/web/static/manyvoices/js/count.js").read_text()
    assert re.search(r"ENDINGS = `([^`]+)`", script)[1].split() == ENDINGS.split("|")  # type: ignore[index]


def test_an_unknown_rule_is_refused() -> None:
    with pytest.raises(ValueError, match="characters, graphemes, mastodon, x"):
        length("x", cast(Rule, "ells"))
