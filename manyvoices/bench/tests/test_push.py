"""The bench of pushing sends real letters by the real worker, and counts what arrived."""

from pathlib import Path

import pytest
from django.conf import settings

from manyvoices.bench import push
from manyvoices.bench.apart.processes import Usage
from manyvoices.bench.pushing.sending import Run, Variant, told


def test_a_measurement_compares_with_the_limit_of_the_same_run() -> None:
    run = Run(Usage(200, 2.0, 0.3), [0.1, 0.2, 0.3], 99.0, b"")
    said = told(Variant("shared-inboxes", 10, 5, shared=True), run, Usage(200, 1.0, 0.2), "sqlite")
    assert (said["rate"], said["cpu_ms"], said["p50_ms"]) == (100.0, 1.5, 200.0)
    assert (said["limit_rate"], said["limit_cpu_ms"], said["of_limit"]) == (200.0, 1.0, 0.5)


@pytest.mark.long
def test_every_letter_is_sent_and_our_data_are_left_alone() -> None:
    before = set(Path(settings.CONFIG.data_dir).iterdir())
    lines = list(push.measure(inboxes=40, servers=4, followers=60, shared_servers=12))
    assert [(line["variant"], line["deliveries"]) for line in lines] == [
        ("separate-inboxes", 40),
        ("shared-inboxes", 12),
    ]
    assert all(line["rate"] > 0 and line["limit_rate"] > 0 for line in lines)
    assert set(Path(settings.CONFIG.data_dir).iterdir()) == before
