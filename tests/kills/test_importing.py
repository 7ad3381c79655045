"""`kill -9` in the middle of thousands of people: nobody lost, nobody doubled, and others save meanwhile."""

import os
from pathlib import Path

import pytest

from tests.ground.databases import BOTH
from tests.ground.running import run_apart

# On demand more of them: MANYVOICES_TEST_PEOPLE=10000 ./run test tests/kills
PEOPLE = int(os.environ.get("MANYVOICES_TEST_PEOPLE", "4000"))
KILLS = 6


@pytest.mark.long
@pytest.mark.parametrize("database", BOTH)
def test_nobody_is_lost_and_nobody_is_doubled(database: str, tmp_path: Path) -> None:
    result = run_apart("tests.kills.importing", database, tmp_path, str(PEOPLE), str(KILLS))
    print(result)
    counted = {name: result[name] for name in ("people", "lost", "doubled", "roles_beside_one", "unfinished")}
    assert counted == {"people": PEOPLE, "lost": 0, "doubled": 0, "roles_beside_one": 0, "unfinished": 0}, (
        result
    )
    assert result["audited"] == PEOPLE, result
    assert result["kills"] == KILLS, result
    assert result["waited_p95_ms"] < 500, result
