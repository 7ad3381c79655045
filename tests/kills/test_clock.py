"""The clock jumps an hour back and a day forward under running workers, as on machines whose time is set."""

from pathlib import Path

import pytest

from tests.ground import faketime
from tests.ground.databases import BOTH
from tests.ground.running import run_apart
from tests.kills.test_kills import NAIVE, OURS

pytestmark = [
    pytest.mark.long,
    pytest.mark.faketime,
    pytest.mark.skipif(faketime.library() is None, reason="install faketime: ./run test-setup"),
]


# promise B1
# promise B4
@pytest.mark.parametrize("database", BOTH)
def test_nothing_is_sent_twice_and_what_is_a_day_late_asks(database: str, tmp_path: Path) -> None:
    result = run_apart("tests.kills.clock", database, tmp_path, OURS, "60")
    print(result)
    assert (result["posts"], result["lost"], result["doubled"], result["asked_and_arrived"]) == (
        60,
        0,
        0,
        0,
    ), result
    # What waits behind a network that asked us to come back later is not late; the faults choose how many that is.
    assert result["asked"] >= 5, result
    assert result["sent"] >= 5, result


@pytest.mark.sqlite
def test_the_naive_twin_posts_twice_here_too(tmp_path: Path) -> None:
    result = run_apart("tests.kills.clock", "sqlite", tmp_path, NAIVE, "60")
    print(result)
    assert result["doubled"] > 0, result
