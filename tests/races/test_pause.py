"""No promotion arrives anywhere after "pause confirmed", while three people write and two workers send."""

from pathlib import Path

import pytest

from tests.ground.databases import BOTH
from tests.ground.running import run_apart

OURS = "manyvoices.publishing.work.deliveries.Deliveries"
RACY = "tests.races.racy.RacyDeliveries"
# The broken twin has none: a pause waits for letters to them before it is confirmed, which would hide its leaks.
FOLLOWERS, NOBODY = "8", "0"


# promise E1
@pytest.mark.parametrize("database", BOTH)
def test_nothing_promotional_arrives_after_the_pause_was_confirmed(database: str, tmp_path: Path) -> None:
    result = run_apart("tests.races.pause", database, tmp_path, OURS, FOLLOWERS)
    print(result)
    assert result["leaked"] == 0, result
    assert result["before"] > result["dispatched_before"] > 0, result
    assert result["held"] > 0, result
    assert result["help_after"] > 0, result


@pytest.mark.long
@pytest.mark.sqlite
def test_the_racy_twin_leaks(tmp_path: Path) -> None:
    """Proves that the race is there to be lost: the same traffic and a handler that looks first and sends then.

    A busy machine may let it win a round by luck, or starve a writer of SQLite's lock; it does not win five.
    """
    for number in range(5):
        folder = tmp_path / str(number)
        folder.mkdir()
        try:
            result = run_apart("tests.races.pause", "sqlite", folder, RACY, NOBODY)
        except AssertionError as failed:
            if "database is locked" not in str(failed):
                raise
            continue
        print(result)
        if result["leaked"] > 0:
            return
    pytest.fail("the racy handler never leaked, so the race above proves nothing")
