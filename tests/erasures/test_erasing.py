"""Nothing of somebody who was erased is left: not in a table, not in the index of words, not in a byte of the folder."""

from pathlib import Path

import pytest

from tests.erasures.story import INSTEAD
from tests.ground.databases import BOTH
from tests.ground.running import run_apart


# promise C10
# promise J3
@pytest.mark.long
@pytest.mark.parametrize("database", BOTH)
def test_nothing_is_left_of_somebody_who_was_erased(database: str, tmp_path: Path) -> None:
    result = run_apart("tests.erasures.story", database, tmp_path)
    assert result["before"] > 15, "the search finds what is there"
    assert result["after"] == []
    assert result["finished"] == []
    assert result["removals"] == 1
    assert result["files"] == 0
    assert result["intact"], "the record still proves itself"
    assert result["rows"] >= 3, "and still says what was done, under a number"
    assert result["restored"] == INSTEAD, "a backup from before does not bring them back"
    assert "Backups made before now still hold the person" in result["said"]
