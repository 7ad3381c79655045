"""The bench of web writes measures what it says, in a folder of its own."""

from pathlib import Path

import pytest
from django.conf import settings

from manyvoices.bench import web_writes
from manyvoices.bench.writes.writer import report

FIELDS = {"bench", "database", "rate", "cpu_ms", "p50_ms", "p95_ms", "peak_mb"}


def test_a_measurement_has_the_fields_of_every_bench() -> None:
    told = report("alone", [0.001 * number for number in range(1, 101)], took=2.0, used=0.5, done=30)
    assert told.keys() > FIELDS
    assert (told["p50_ms"], told["p99_ms"], told["max_ms"]) == (50.5, 99.0, 100.0)
    assert (told["rate"], told["worker_rate"], told["writes"], told["cpu_ms"]) == (50.0, 15.0, 100, 5.0)


@pytest.mark.long
def test_it_measures_real_writes_and_leaves_our_data_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    before = folder_now()
    monkeypatch.setattr(web_writes, "VARIANTS", ("alone",))
    (told,) = web_writes.measure(seconds=0.3)
    assert told["writes"] > 0
    assert told["p50_ms"] > 0
    assert folder_now() == before


def folder_now() -> set[Path]:
    return set(settings.CONFIG.data_dir.iterdir())
