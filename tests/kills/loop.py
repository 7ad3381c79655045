"""Hurts workers and the database while posts are in flight, and counts what the network accepted.

`python -m tests.kills.loop FOLDER KIND KILLS POSTS DATABASE` prints the Result as JSON.
"""

import json
import os
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path

from manyvoices.networks.sandbox.tests.standing import Network, practice_network
from tests.ground.crew import Crew, until
from tests.ground.opening import PATIENCE, open_ground
from tests.postgres import Server, crashing

# Half of the posts meet a fault, most of them after they were accepted; slowness outlasts the deadline of a call, and
# what is listed late is listed within the settling time.
FAULTS = {
    "behaviour": [
        *["accept"] * 9,
        *("error-after", "drop-after", "stall-after"),
        *("slow", "slow-loris", "late-lookup", "odd-null", "error-before", "busy"),
    ],
    "before_ms": 120,
    "after_ms": 1200,
    "late_ms": 300,
    "retry_after": ["1", "garbage", "missing"],
}
# Several, since one that fails again and again is left alone for a while.
CHANNELS = 5


@dataclass
class Result:
    """What became of the posts. `lost` never arrived or are not known to have; `doubled` arrived more than once."""

    posts: int
    lost: int
    doubled: int
    kills: int
    crashes: int
    seconds: float
    seed: int


def run(network: Network, kind: str, kills: int, posts: int, database: Server | None) -> Result:
    """Releases posts in as many waves as there are kills and hurts somebody in the middle of each.

    Every second round it is the database itself that crashes, where there is one to crash.
    """
    from manyvoices.publishing.models import Delivery, State  # noqa: PLC0415 -- needs django.setup()
    from tests.cast import make_cast  # noqa: PLC0415
    from tests.ground.posts import connect, release  # noqa: PLC0415

    cast = make_cast()
    channels = [connect(network, cast.bo_voice, f"bo{number}", FAULTS) for number in range(CHANNELS)]
    began, seed = time.monotonic(), random.SystemRandom().randrange(10**6)
    chance = random.Random(seed)
    crew = Crew(kind, 2)
    waves = max(kills, 1)
    for wave in range(waves):
        for number in range(posts * wave // waves, posts * (wave + 1) // waves):
            release(cast.bo, chance.choice(channels), f"post {number}")
        if wave == kills:
            break
        until(partial(busy_or_done, crew, database), PATIENCE, "a worker with a post in flight")
        if database is not None and wave % 2:
            crash(database, crew, chance)
        else:
            hurt(crew, chance)
    rows = Delivery.objects.all()

    def all_sent() -> bool:
        if database is not None:
            crew.mend()
        return not rows.exclude(state=State.SENT).exists()

    until(all_sent, PATIENCE, "every post to be sent")
    crew.check()
    crew.end()
    arrived = Counter(key for key, _ in network.accepted())
    keys = list(rows.values_list("key", flat=True))
    return Result(
        posts=len(keys),
        lost=sum(1 for key in keys if not arrived[key]),
        doubled=sum(1 for key in keys if arrived[key] > 1),
        kills=kills,
        crashes=0 if database is None else kills // 2,
        seconds=round(time.monotonic() - began, 1),
        seed=seed,
    )


def hurt(crew: Crew, chance: random.Random) -> None:
    """A worker, one that has something in flight if any has, stands still for a while, is killed, or both."""
    pid = chance.choice(sorted(crew.pids() & busy()) or sorted(crew.pids()))
    time.sleep(chance.uniform(0, 0.15))
    how = chance.choice(["kill", "kill", "sleep", "sleep and kill"])
    if "sleep" in how:
        with crew.asleep(pid):
            time.sleep(chance.choice([0.3, 0.9, 1.6]))
        time.sleep(chance.choice([0, 0, 0.02]))
    if "kill" in how:
        crew.kill(pid)


def crash(database: Server, crew: Crew, chance: random.Random) -> None:
    """The database crashes under workers with posts in flight, and comes back."""
    from django.db import connection  # noqa: PLC0415 -- needs django.setup()

    time.sleep(chance.uniform(0, 0.15))
    database.crash()
    connection.close()
    crew.mend()


def busy_or_done(crew: Crew, database: Server | None) -> bool:
    """A worker of the crew has a post in flight, or none is left: a starved test may look too late to see any fly."""
    from manyvoices.publishing.models import Delivery, State  # noqa: PLC0415 -- needs django.setup()

    if database is not None:
        crew.mend()  # some notice only now that their database had gone
    return bool(crew.pids() & busy()) or not Delivery.objects.exclude(state=State.SENT).exists()


def busy() -> set[int]:
    """The processes that hold a delivery just now, dead ones included."""
    from manyvoices.core.models import Worker  # noqa: PLC0415 -- needs django.setup()
    from manyvoices.publishing.models import Delivery  # noqa: PLC0415

    holding = Delivery.objects.exclude(taken_by=None).values("taken_by")
    return set(Worker.objects.filter(pk__in=holding).values_list("pid", flat=True))


@contextmanager
def chosen(name: str) -> Iterator[Server | None]:
    """A PostgreSQL server of our own, to be crashed; None for SQLite, whose crash is that of its processes."""
    if name != "postgresql":
        yield None
        return
    with crashing() as server:
        os.environ["DATABASE_URL"] = server.url
        yield server


def main() -> None:
    """Opens the ground and prints the result."""
    folder, kind, kills, posts = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
    os.environ["MANYVOICES_DATA_DIR"] = str(folder)
    with practice_network(folder) as network, chosen(sys.argv[5]) as database:
        os.environ["MANYVOICES_BIND"] = f"127.0.0.1:{network.port}"
        open_ground()
        from django.core.management import call_command  # noqa: PLC0415 -- needs django.setup()

        call_command("migrate", verbosity=0, skip_checks=True)
        print(json.dumps(asdict(run(network, kind, kills, posts, database))))


if __name__ == "__main__":
    main()
