"""The bench of the inbox opens real pages for both people and every view."""

import pytest

from manyvoices.bench import inbox_page
from manyvoices.bench.paging.asking import VIEWS


@pytest.mark.long
def test_every_view_is_measured_for_both() -> None:
    lines = list(inbox_page.measure(messages=400, rounds=2))
    assert [(line["who"], line["view"]) for line in lines] == [
        (who, view) for who in ("lead", "responder") for view in VIEWS
    ]
    assert all(line["queries"] > 0 and line["p95_ms"] > 0 for line in lines)
