"""The bench of people makes its organisation by the actions and measures pages through the real front."""

from pathlib import Path

import pytest
from django.conf import settings

from manyvoices.bench import people
from manyvoices.bench.crowd.asking import told

FIELDS = {
    "bench",
    "page",
    "database",
    "rate",
    "cpu_ms",
    "p50_ms",
    "p95_ms",
    "queries",
    "limit_cpu_ms",
    "of_limit",
}


def test_a_measurement_has_the_fields_of_every_bench() -> None:
    measured = {"p50_ms": 20.0, "p95_ms": 40.04, "max_ms": 50.0, "cpu_ms": 30.0}
    limit = {**measured, "p50_ms": 2.0, "cpu_ms": 3.0}
    said = told("people", measured, 20, limit, {"database": "sqlite"})
    assert said.keys() > FIELDS
    assert (said["rate"], said["p95_ms"], said["of_limit"]) == (50.0, 40.0, 10.0)


@pytest.mark.long
def test_it_measures_real_pages_and_leaves_our_data_alone() -> None:
    before = folder_now()
    lines = list(people.measure(people=60, units=10, voices=6, rounds=3))
    assert [line["page"] for line in lines][:2] == ["limit", "people"]
    assert all(line["p50_ms"] > 0 and line["queries"] > 0 for line in lines)
    assert folder_now() == before


def folder_now() -> set[Path]:
    return set(settings.CONFIG.data_dir.iterdir())
