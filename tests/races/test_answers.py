"""Of those who answer at the same moment one does, and whoever did not see what came meanwhile is stopped."""

from pathlib import Path

import pytest

from tests.ground.databases import BOTH
from tests.ground.running import run_apart
from tests.races.answers import ANSWERING, ROUNDS


# promise F6
@pytest.mark.parametrize("database", BOTH)
def test_no_answer_leaves_unseen(database: str, tmp_path: Path) -> None:
    result = run_apart("tests.races.answers", database, tmp_path, "guarded")
    assert result["unseen"] == 0, result
    assert result["sent"] + result["stopped"] == ROUNDS * ANSWERING, result
    assert ROUNDS // 2 <= result["sent"] <= ROUNDS, result
    assert result["kept"] > 0, result


@pytest.mark.long
@pytest.mark.sqlite
def test_a_version_that_is_only_looked_at_lets_two_answers_go(tmp_path: Path) -> None:
    """The broken twin proves that the race is there to be lost."""
    result = run_apart("tests.races.answers", "sqlite", tmp_path, "naive")
    assert result["unseen"] > 0, result
