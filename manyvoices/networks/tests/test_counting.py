"""The table of cases that the browser's count is held to as well."""

import json
from pathlib import Path
from typing import Any, cast

import pytest

from manyvoices.networks.counting import Rule, length

CASES = json.loads(Path(__file__).with_name("counting_cases.json").read_text())


@pytest.mark.parametrize("rule", ["characters", "mastodon"])
@pytest.mark.parametrize("case", CASES, ids=lambda case: ascii(case["text"])[:30])
def test_a_text_counts_as_its_network_counts_it(case: dict[str, Any], rule: Rule) -> None:
    assert length(case["text"], rule) == case[rule]


def test_the_table_tells_the_rules_apart() -> None:
    assert sum(case["characters"] != case["mastodon"] for case in CASES) >= 10


def test_an_unknown_rule_is_refused() -> None:
    with pytest.raises(ValueError, match="characters, mastodon"):
        length("x", cast(Rule, "graphemes"))
