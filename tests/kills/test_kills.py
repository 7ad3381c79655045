"""`kill -9`, and standing still, while posts leave for a network that fails after it accepted them."""

import os
from pathlib import Path

import pytest

from tests.ground.databases import BOTH
from tests.ground.running import run_apart

KILLS = int(os.environ.get("MANYVOICES_TEST_KILLS", "3"))
OURS = "manyvoices.publishing.work.deliveries.Deliveries"
NAIVE = "tests.kills.naive.NaiveDeliveries"


# promise A1
# promise A2
# promise A3
@pytest.mark.parametrize("database", BOTH)
def test_nothing_is_lost_and_nothing_is_posted_twice(database: str, tmp_path: Path) -> None:
    posts = max(24, 6 * KILLS)
    result = run_apart("tests.kills.loop", database, tmp_path, OURS, str(KILLS), str(posts))
    print(result)
    assert (result["posts"], result["lost"], result["doubled"]) == (posts, 0, 0), result


@pytest.mark.long
def test_the_naive_twin_posts_twice(tmp_path: Path) -> None:
    """Proves that the loop sees a double: the same network, faults and engine with a handler that just retries."""
    result = run_apart("tests.kills.loop", "sqlite", tmp_path, NAIVE, "0", "24")
    print(result)
    assert result["doubled"] > 0, result
