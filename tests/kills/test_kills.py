"""`kill -9`, standing still and a crashed database while posts leave for a network that fails after it accepted them."""

from pathlib import Path
from typing import Any

import pytest

from tests.ground.databases import SERVER, WITHOUT
from tests.ground.running import run_apart
from tests.kills.rounds import KILLS
from tests.postgres import programs

OURS = "manyvoices.publishing.work.deliveries.Deliveries"
NAIVE = "tests.kills.naive.NaiveDeliveries"
NO_SERVER = pytest.mark.skipif(not SERVER or programs() is None, reason=WITHOUT)
BOTH = [
    pytest.param("sqlite", marks=pytest.mark.sqlite),
    pytest.param("postgresql", marks=[pytest.mark.postgres, NO_SERVER]),
]


def hurt(database: str, folder: Path, *, kills: int, posts: int, kind: str = OURS) -> dict[str, Any]:
    """What became of the posts."""
    # The loop starts a PostgreSQL of its own, which it may crash.
    arguments = [kind, str(kills), str(posts), database]
    result = run_apart("tests.kills.loop", "sqlite", folder, *arguments, within=600 + 30 * kills)
    print(result)
    return result


# promise A1
# promise A2
# promise A3
# promise C1
@pytest.mark.parametrize("database", BOTH)
def test_nothing_is_lost_and_nothing_is_posted_twice(database: str, tmp_path: Path) -> None:
    posts = max(24, 6 * min(KILLS, 20), 2 * KILLS)
    result = hurt(database, tmp_path, kills=KILLS, posts=posts)
    assert (result["posts"], result["lost"], result["doubled"]) == (posts, 0, 0), result
    assert result["crashes"] == (KILLS // 2 if database == "postgresql" else 0)


@pytest.mark.long
@pytest.mark.sqlite
def test_the_naive_twin_posts_twice(tmp_path: Path) -> None:
    """Proves that the loop sees a double: the same network, faults and engine with a handler that just retries."""
    result = hurt("sqlite", tmp_path, kills=0, posts=24, kind=NAIVE)
    assert result["doubled"] > 0, result
