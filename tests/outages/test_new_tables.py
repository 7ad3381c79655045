"""The tables of a first start are those that every step since the beginning would have made."""

from pathlib import Path

import pytest

from tests.ground.databases import BOTH
from tests.ground.running import run_apart

# Django's own, which nothing here uses: its numbers are wider where the table is made at once on PostgreSQL.
NOT_OURS = "auth_group_permissions"


@pytest.mark.long
@pytest.mark.parametrize("database", BOTH)
def test_made_at_once_they_are_the_same_as_step_by_step(database: str, tmp_path: Path) -> None:
    ways = {}
    for way in ("at-once", "step-by-step"):
        (tmp_path / way).mkdir()
        ways[way] = run_apart("tests.outages.new_tables", database, tmp_path / way, way)
    assert ways["at-once"]["applied"] == ways["step-by-step"]["applied"]
    quick, slow = (set(ways[way]["structure"]) for way in ("at-once", "step-by-step"))
    assert len(slow) > 1000
    assert [row for row in sorted(quick ^ slow) if NOT_OURS not in row] == []


@pytest.mark.parametrize("database", BOTH)
def test_a_failure_on_the_way_leaves_nothing(database: str, tmp_path: Path) -> None:
    left = run_apart("tests.outages.new_tables", database, tmp_path, "torn")
    assert left == {"structure": [], "applied": []}
