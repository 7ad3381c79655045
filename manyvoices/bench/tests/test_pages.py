"""The bench of pages asks the real front for real posts."""

import pytest

from manyvoices.bench import pages

FIELDS = {
    "bench",
    "database",
    "rate",
    "cpu_ms",
    "p50_ms",
    "p95_ms",
    "peak_mb",
    "limit_rate",
    "limit_cpu_ms",
    "of_limit",
}


@pytest.mark.long
def test_it_measures_every_page_kept_and_anew() -> None:
    lines = list(pages.measure(posts=300, voices=5, rounds=3))
    assert [(line["page"], line["how"]) for line in lines][:3] == [
        ("limit", "again"),
        ("home", "again"),
        ("home", "anew"),
    ]
    assert {line["page"] for line in lines} == {"limit", "home", "voice", "post", "actor", "webfinger"}
    assert all(line.keys() >= FIELDS and line["p50_ms"] > 0 for line in lines)
