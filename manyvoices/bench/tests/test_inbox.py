"""The bench of the inbox posts real signed requests to the real web process."""

from pathlib import Path

import pytest
from django.conf import settings

from manyvoices.bench import inbox
from manyvoices.bench.apart.processes import Usage
from manyvoices.bench.arriving.receiving import Run, told


def test_a_rate_counts_what_was_taken_and_is_compared_with_the_limit() -> None:
    run = Run([(202, 0.1), (202, 0.3), (401, 9.0)], 2.0, Usage(2, 4.0, 0.1), 150.0)
    said = told("create", run, Usage(100, 10.0, 1.0), "sqlite")
    assert (said["taken"], said["refused"], said["rate"], said["applied_rate"]) == (2, 1, 1.0, 0.5)
    assert (said["p50_ms"], said["cpu_ms"], said["limit_rate"], said["of_limit"]) == (200.0, 50.0, 10.0, 0.1)


@pytest.mark.long
def test_honest_ones_are_taken_forged_ones_refused_and_our_data_left_alone() -> None:
    before = set(Path(settings.CONFIG.data_dir).iterdir())
    lines = {line["variant"]: line for line in inbox.measure(size=24, people=6)}
    assert (lines["create"]["taken"], lines["follow"]["taken"]) == (24, 24)
    assert (lines["create-beside-forged"]["taken"], lines["create-beside-forged"]["refused"]) == (6, 24)
    assert set(Path(settings.CONFIG.data_dir).iterdir()) == before
