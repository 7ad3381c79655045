"""The bench of ingesting stores and decides real messages, and says what became of them."""

from pathlib import Path

import pytest
from django.conf import settings

from manyvoices.bench import ingest


@pytest.mark.long
def test_every_message_is_decided_and_no_complaint_ignored() -> None:
    before = set(Path(settings.CONFIG.data_dir).iterdir())
    (line,) = ingest.measure(messages=60, responders=8)
    assert (line["messages"], line["ignored"], line["left_due"]) == (60, 0, 0)
    assert line["complaints"] > 0
    assert line["rate"] > 0
    assert line["queries_a_message"] > 0
    assert set(Path(settings.CONFIG.data_dir).iterdir()) == before
