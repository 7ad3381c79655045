"""The settings of a demo for tests that make one."""

from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from manyvoices.config import load
from manyvoices.demo_mark import DemoMark, write_mark

MARK = DemoMark(port=8000, peer_port=8001)


@pytest.fixture
def demo_folder(tmp_path: Path, settings: Settings) -> Path:
    """A folder that bears the mark, and this process as if it had been started on it."""
    write_mark(tmp_path, MARK)
    settings.CONFIG = load(
        {
            "MANYVOICES_DATA_DIR": str(tmp_path),
            "MANYVOICES_BASE_URL": MARK.origin,
            "MANYVOICES_ALLOW_LOOPBACK_PEERS": "1",
        }
    )
    return tmp_path
