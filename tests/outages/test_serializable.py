"""A transaction that the database refuses is tried again; the network call before it is not."""

from pathlib import Path

import pytest

from tests.ground.databases import SERVER, WITHOUT
from tests.ground.running import run_apart


# promise C4
@pytest.mark.long
@pytest.mark.postgres
@pytest.mark.skipif(not SERVER, reason=WITHOUT)
def test_serialisation_failures_repeat_no_call(tmp_path: Path) -> None:
    result = run_apart("tests.outages.serializable", "postgresql", tmp_path, "30")
    print(result)
    assert (result["arrived"], result["doubled"]) == (30, 0)
    assert result["rolled_back"] > 0, "the database refused nothing, so nothing was shown"
