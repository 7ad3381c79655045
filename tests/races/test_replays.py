"""A request that is sent many times at the same moment is believed once."""

from pathlib import Path

import pytest

from tests.ground.databases import BOTH
from tests.ground.running import run_apart
from tests.races.replays import ROUNDS, SENDERS


# promise G3
@pytest.mark.parametrize("database", BOTH)
def test_one_of_many_copies_is_taken(database: str, tmp_path: Path) -> None:
    result = run_apart("tests.races.replays", database, tmp_path, "guarded")
    assert result == {"taken": ROUNDS, "refused": ROUNDS * (SENDERS - 1), "other": 0, "kept": ROUNDS}


@pytest.mark.long
@pytest.mark.sqlite
def test_a_memory_that_is_only_looked_at_takes_several(tmp_path: Path) -> None:
    """The broken twin proves that the race is there to be lost."""
    result = run_apart("tests.races.replays", "sqlite", tmp_path, "naive")
    assert result["taken"] > ROUNDS, result
