"""The bench of pauses measures a real pause over real processes."""

import pytest

from manyvoices.bench import pause
from manyvoices.bench.pausing.race import Round, told

FIELDS = {"bench", "database", "rate", "cpu_ms", "p50_ms", "p95_ms", "peak_mb", "leaks"}


def test_a_measurement_has_the_fields_of_every_bench() -> None:
    rounds = [Round(10.0, 30, 0, 1.0), Round(20.0, 10, 2, 1.0), Round(30.0, 20, 0, 2.0)]
    said = told("fast", "sqlite", rounds, cpu=0.6, memory=70.0)
    assert said.keys() > FIELDS
    assert (said["p50_ms"], said["max_ms"], said["rate"], said["leaks"]) == (20.0, 30.0, 15.0, 2)
    assert said["cpu_ms"] == 10.0


# promise E1
@pytest.mark.long
def test_nothing_leaks_through_the_products_own_processes() -> None:
    lines = list(pause.measure(rounds=1))
    assert [line["network"] for line in lines] == ["fast", "slow"]
    assert all(line["leaks"] == 0 and line["arrived_before"] > 0 for line in lines), lines
