"""Kills workers while posts are in flight and counts what the network accepted.

`python -m tests.kills.loop FOLDER KIND KILLS POSTS` prints the Result as JSON.
"""

import json
import os
import random
import sys
import time
from collections import Counter
from dataclasses import asdict, dataclass
from pathlib import Path

from manyvoices.networks.sandbox.tests.standing import Network, practice_network
from tests.ground.crew import Crew, until
from tests.ground.opening import PATIENCE, open_ground

# A third of the posts is accepted and then answered by nothing usable; slowness outlasts the deadline of a call.
FAULTS = {
    "behaviour": ["accept", "accept", "error-after", "drop-after", "slow", "error-before"],
    "before_ms": 120,
    "after_ms": 1200,
}


@dataclass
class Result:
    """What became of the posts. `lost` never arrived or are not known to have; `doubled` arrived more than once."""

    posts: int
    lost: int
    doubled: int
    kills: int
    seconds: float
    seed: int


def run(network: Network, kind: str, kills: int, posts: int) -> Result:
    """Releases posts in as many waves as there are kills and hurts a worker in the middle of each."""
    from manyvoices.publishing.models import Delivery, State  # noqa: PLC0415 -- needs django.setup()
    from tests.cast import make_cast  # noqa: PLC0415
    from tests.ground.posts import connect, release  # noqa: PLC0415

    cast = make_cast()
    channels = [connect(network, cast.bo_voice, f"bo{number}", FAULTS) for number in range(3)]
    began, seed = time.monotonic(), random.SystemRandom().randrange(10**6)
    chance = random.Random(seed)
    crew = Crew(kind, 2)
    waves = max(kills, 1)
    for wave in range(waves):
        for number in range(posts * wave // waves, posts * (wave + 1) // waves):
            release(cast.bo, chance.choice(channels), f"post {number}")
        if wave < kills:
            hurt(crew, chance)
    rows = Delivery.objects.all()
    until(lambda: not rows.exclude(state=State.SENT).exists(), PATIENCE, "every post to be sent")
    crew.check()
    crew.end()
    arrived = Counter(key for key, _ in network.accepted())
    keys = list(rows.values_list("key", flat=True))
    return Result(
        posts=len(keys),
        lost=sum(1 for key in keys if not arrived[key]),
        doubled=sum(1 for key in keys if arrived[key] > 1),
        kills=kills,
        seconds=round(time.monotonic() - began, 1),
        seed=seed,
    )


def hurt(crew: Crew, chance: random.Random) -> None:
    """Kills a worker that has something in flight: awake, or after it stood still for a while."""
    until(lambda: crew.pids() & busy(), PATIENCE, "a worker with a post in flight")
    pid = chance.choice(sorted(crew.pids() & busy()) or sorted(crew.pids()))
    time.sleep(chance.uniform(0, 0.15))
    with crew.asleep(pid):
        time.sleep(chance.choice([0, 0.3, 0.9]))
    time.sleep(chance.choice([0, 0, 0.02]))
    crew.kill(pid)


def busy() -> set[int]:
    """The processes that hold a delivery just now, dead ones included."""
    from manyvoices.core.models import Worker  # noqa: PLC0415 -- needs django.setup()
    from manyvoices.publishing.models import Delivery  # noqa: PLC0415

    holding = Delivery.objects.exclude(taken_by=None).values("taken_by")
    return set(Worker.objects.filter(pk__in=holding).values_list("pid", flat=True))


def main() -> None:
    """Opens the ground and prints the result."""
    folder, kind, kills, posts = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
    os.environ["MANYVOICES_DATA_DIR"] = str(folder)
    with practice_network(folder) as network:
        os.environ["MANYVOICES_BIND"] = f"127.0.0.1:{network.port}"
        open_ground()
        from django.core.management import call_command  # noqa: PLC0415 -- needs django.setup()

        call_command("migrate", verbosity=0, skip_checks=True)
        print(json.dumps(asdict(run(network, kind, kills, posts))))


if __name__ == "__main__":
    main()
