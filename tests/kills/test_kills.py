"""`kill -9`, and standing still, while posts leave for a network that fails after it accepted them."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.ground.databases import BOTH, fresh_database

KILLS = int(os.environ.get("MANYVOICES_TEST_KILLS", "3"))
OURS = "manyvoices.publishing.work.deliveries.Deliveries"
NAIVE = "tests.kills.naive.NaiveDeliveries"


def kill_loop(folder: Path, database: str, *, kind: str, kills: int, posts: int) -> dict[str, Any]:
    """The result of one run of tests.kills.loop, in processes of its own."""
    with fresh_database(database) as url:
        environ = {name: value for name, value in os.environ.items() if not name.startswith("MANYVOICES_")}
        told = {**environ, "DATABASE_URL": url}
        command = [sys.executable, "-m", "tests.kills.loop", str(folder), kind, str(kills), str(posts)]
        ran = subprocess.run(command, env=told, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr[-4000:]
    result: dict[str, Any] = json.loads(ran.stdout.splitlines()[-1])
    return result


# promise A1
# promise A2
# promise A3
@pytest.mark.parametrize("database", BOTH)
def test_nothing_is_lost_and_nothing_is_posted_twice(database: str, tmp_path: Path) -> None:
    posts = max(24, 6 * KILLS)
    result = kill_loop(tmp_path, database, kind=OURS, kills=KILLS, posts=posts)
    print(result)
    assert (result["posts"], result["lost"], result["doubled"]) == (posts, 0, 0), result


def test_the_naive_twin_posts_twice(tmp_path: Path) -> None:
    """Proves that the loop sees a double: the same network, faults and engine with a handler that just retries."""
    result = kill_loop(tmp_path, "sqlite", kind=NAIVE, kills=0, posts=24)
    print(result)
    assert result["doubled"] > 0, result
