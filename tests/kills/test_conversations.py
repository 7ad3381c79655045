"""`kill -9` while messages are collected, triaged, given out and answered: none lost, none doubled, none without somebody."""

from pathlib import Path
from typing import Any

import pytest

from tests.ground.databases import BOTH
from tests.ground.running import run_apart
from tests.kills.rounds import KILLS

OURS = "tests.kills.desk_kinds.COLLECTING"
CARELESS = "tests.kills.careless.KIND"
NOTHING = dict.fromkeys(
    ["lost", "doubled", "undecided", "unowned", "miscounted", "answers_lost", "answers_doubled"], 0
)


def hurt(database: str, folder: Path, *, kills: int, messages: int, kind: str = OURS) -> dict[str, Any]:
    """What became of the messages."""
    arguments = [kind, str(kills), str(messages)]
    result = run_apart("tests.kills.conversations", database, folder, *arguments, within=300 + 30 * kills)
    print(result)
    return result


# promise F2
# promise F3
# promise F8
@pytest.mark.parametrize("database", BOTH)
def test_no_message_is_lost_doubled_or_ignored(database: str, tmp_path: Path) -> None:
    result = hurt(database, tmp_path, kills=KILLS, messages=10 * KILLS)
    assert {name: result[name] for name in NOTHING} == NOTHING, result
    assert result["said"] == 10 * KILLS
    assert result["answers"] > 0


@pytest.mark.long
@pytest.mark.sqlite
def test_the_careless_twin_loses_messages(tmp_path: Path) -> None:
    """Proves that the loop sees a loss: the same crashes, and the place to go on saved before what was told."""
    result = hurt("sqlite", tmp_path, kills=8, messages=80, kind=CARELESS)
    assert result["lost"] > 0, result
