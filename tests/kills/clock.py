"""Moves the clock under running workers while posts are in flight, and counts what the network accepted.

`python -m tests.kills.clock FOLDER KIND POSTS` prints the Result as JSON.
"""

import json
import os
import sys
import time
from collections import Counter
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path

from manyvoices.networks.sandbox.tests.standing import Network, practice_network
from tests.ground.crew import Crew, until
from tests.ground.faketime import MovedClock
from tests.ground.opening import PATIENCE, open_ground
from tests.kills.loop import CHANNELS, FAULTS

HOUR, DAY = 3600, 86_400


@dataclass
class Result:
    """What became of the posts. `asked` are overdue and wait for a person, so they must not have arrived."""

    posts: int
    lost: int
    doubled: int
    asked: int
    asked_and_arrived: int
    sent: int
    seconds: float


def run(network: Network, kind: str, posts: int, clock: MovedClock) -> Result:
    """A third of the posts before each jump, an hour back and a day forward, and a third after it."""
    from manyvoices.publishing.models import Delivery, State  # noqa: PLC0415 -- needs django.setup()
    from tests.cast import make_cast  # noqa: PLC0415
    from tests.ground.posts import connect, release  # noqa: PLC0415

    cast, began = make_cast(), time.monotonic()
    channels = [connect(network, cast.bo_voice, f"bo{number}", FAULTS) for number in range(CHANNELS)]
    crew = Crew(kind, 2, settings=clock.settings)
    for jump in (-HOUR, DAY):
        before = len(network.accepted())
        for number in range(posts // 3):
            release(cast.bo, channels[number % CHANNELS], f"post {number} before {jump}")
        until(partial(flowing, network, before + 5), PATIENCE, "posts to flow")
        clock.move(jump)
        time.sleep(1.5)
        clock.move(max(jump, 0))  # an hour back would hold everything for an hour; a day forward stays
    for number in range(posts // 3):
        release(cast.bo, channels[number % CHANNELS], f"post {number}, a day late as soon as it was written")
    rows = Delivery.objects.all()
    settled = [State.SENT, State.LATE]
    until(lambda: not rows.exclude(state__in=settled).exists(), 2 * PATIENCE, "every post to be settled")
    crew.check()
    crew.end()
    arrived = Counter(key for key, _ in network.accepted())
    sent = list(rows.filter(state=State.SENT).values_list("key", flat=True))
    late = list(rows.filter(state=State.LATE).values_list("key", flat=True))
    return Result(
        posts=rows.count(),
        lost=sum(1 for key in sent if not arrived[key]) + rows.count() - len(sent) - len(late),
        doubled=sum(1 for times in arrived.values() if times > 1),
        asked=len(late),
        asked_and_arrived=sum(1 for key in late if arrived[key]),
        sent=len(sent),
        seconds=round(time.monotonic() - began, 1),
    )


def flowing(network: Network, more_than: int) -> bool:
    """So many posts arrived; the others are on their way."""
    return len(network.accepted()) > more_than


def main() -> None:
    """Opens the ground and prints the result."""
    folder, kind, posts = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
    os.environ["MANYVOICES_DATA_DIR"] = str(folder)
    with practice_network(folder) as network:
        os.environ["MANYVOICES_BIND"] = f"127.0.0.1:{network.port}"
        open_ground()
        from django.core.management import call_command  # noqa: PLC0415 -- needs django.setup()

        call_command("migrate", verbosity=0, skip_checks=True)
        print(json.dumps(asdict(run(network, kind, posts, MovedClock(folder)))))


if __name__ == "__main__":
    main()
