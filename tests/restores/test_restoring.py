"""A backup during writes, more published after it, a restore: nothing is said twice and nothing is lost."""

from pathlib import Path

import pytest

from tests.ground.databases import BOTH
from tests.ground.running import run_apart


# promise C5
# promise C6
@pytest.mark.long
@pytest.mark.parametrize("database", BOTH)
def test_a_restored_installation_sends_nothing_twice(database: str, tmp_path: Path) -> None:
    # A backup may catch no post between being sent and being written down; as a rule the first does.
    for number in range(8):
        folder = tmp_path / str(number)
        folder.mkdir()
        result = run_apart("tests.restores.loop", database, folder, "1.5")
        print(result)
        assert result["later"] > 0, "something was published after the backup"
        assert (result["resent"], result["doubled"], result["lost"]) == (0, 0, 0), result
        assert (result["sessions"], result["kept"], result["problems"]) == (0, True, []), result
        assert result["held"] >= 3, "what was planned waits for a person"
        if result["asked"] > 0:
            return
    pytest.fail("nothing was ever asked about")
