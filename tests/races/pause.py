"""Places a pause while writers queue and workers send, and compares clocks with the networks and with other servers.

`python -m tests.races.pause FOLDER KIND FOLLOWERS` prints the Result as JSON.
"""

import json
import os
import sys
import threading
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from manyvoices.bench.pushing.far import Far, far_away
from manyvoices.networks.sandbox.tests.standing import Network, practice_network
from tests.ground.crew import Crew, until
from tests.ground.opening import PATIENCE, open_ground

if TYPE_CHECKING:
    from manyvoices.people.models import Person
    from manyvoices.voices.models import Channel

WRITERS = 3
DISPATCHES = "manyvoices.federation.work.dispatches.KIND"
FEDERATING = {"MANYVOICES_BASE_URL": "https://voices.example", "MANYVOICES_ALLOW_LOOPBACK_PEERS": "1"}
# A slow network accepts late in the call, a fast one at once: slow hides a race that fast shows, and the other way round.
ACCOUNTS = {
    "fast": {},
    "slow": {"behaviour": "slow", "before_ms": 250},
    "broken": {"behaviour": ["error-after", "slow"], "before_ms": 600},
}


@dataclass
class Result:
    """Promotions that arrived before and after the pause was confirmed, and help that flowed on.

    On the practice network, on our own server, and as activities at other servers (`dispatched`, counted in both).
    """

    before: int
    dispatched_before: int
    leaked: int
    help_after: int
    held: int
    confirmed_after: float
    seconds: float


def run(network: Network, far: Far, kind: str, followers: int) -> Result:
    """Lets posts flow, places the pause in the middle, goes on for a while, counts."""
    from manyvoices.bench.pushing.ground import follow  # noqa: PLC0415 -- needs django.setup()
    from manyvoices.federation.models import Note  # noqa: PLC0415
    from manyvoices.publishing.models import Delivery, State  # noqa: PLC0415
    from tests.cast import make_cast  # noqa: PLC0415
    from tests.ground.posts import connect  # noqa: PLC0415

    cast, began = make_cast(), time.monotonic()
    channels = [connect(network, cast.bo_voice, name, options) for name, options in ACCOUNTS.items()]
    follow(cast.bo_voice, far.origins, followers, shared=True)
    native = cast.bo_voice.channels.get(network="native")
    crew, writers = Crew(kind, 2, DISPATCHES), Writers(cast.bo, [*channels, native])
    until(lambda: len(network.accepted()) > 12, PATIENCE, "posts to flow")
    dispatched: list[float] = []

    def reached() -> bool:
        dispatched.extend(far.arrivals())
        return len(dispatched) > 3 or not followers

    until(reached, PATIENCE, "posts to reach other servers")
    confirmed, confirmed_after = _paused(cast.ada, crew)
    until(lambda: helped(network, _promotions(), confirmed) > 3, PATIENCE, "help to flow on")
    writers.stop()
    crew.end()
    promotions = _promotions()
    ahead = time.time() - time.monotonic()
    dispatched = [at + ahead for at in [*dispatched, *far.arrivals()]]
    stood = [at.timestamp() for at in Note.objects.values_list("published_at", flat=True)]
    times = [at for key, at in network.accepted() if key in promotions] + stood + dispatched
    return Result(
        before=sum(1 for at in times if at <= confirmed),
        dispatched_before=sum(1 for at in dispatched if at <= confirmed),
        leaked=sum(1 for at in times if at > confirmed),
        help_after=helped(network, promotions, confirmed),
        held=Delivery.objects.filter(state=State.PAUSED, kind="promotion").count(),
        confirmed_after=round(confirmed_after, 2),
        seconds=round(time.monotonic() - began, 1),
    )


def _paused(ada: "Person", crew: Crew) -> tuple[float, float]:
    """When the pause was confirmed, and after how long; one worker sleeps meanwhile, one is killed."""
    from manyvoices.pauses.actions.confirm_pauses import confirm_pauses  # noqa: PLC0415 -- needs django.setup()
    from manyvoices.pauses.actions.place_pause import place_pause  # noqa: PLC0415

    until(_some_are_with_a_worker, PATIENCE, "posts that a pause could come too late for")
    with crew.asleep(min(crew.pids())):
        pause = place_pause(actor=ada, reason="a train stands still")
        placed = time.monotonic()
        held = confirm_pauses()  # as early as it can be
        time.sleep(0.3)
    crew.kill(max(crew.pids()))
    until(lambda: held or confirm_pauses(), PATIENCE, "the pause to hold")
    confirmed_after = time.monotonic() - placed
    pause.refresh_from_db()
    assert pause.confirmed_at is not None
    return pause.confirmed_at.timestamp(), confirmed_after


def _some_are_with_a_worker() -> bool:
    from manyvoices.publishing.models import Delivery  # noqa: PLC0415 -- needs django.setup()

    slow = Delivery.objects.filter(kind="promotion", channel__address="slow", state__in=["queued", "sending"])
    return slow.exclude(taken_by=None).exists()


def _promotions() -> set[str]:
    from manyvoices.publishing.models import Delivery  # noqa: PLC0415 -- needs django.setup()

    return set(Delivery.objects.filter(kind="promotion").values_list("key", flat=True))


def helped(network: Network, promotions: set[str], since: float) -> int:
    """Posts other than `promotions` that were accepted after `since`."""
    return sum(1 for key, at in network.accepted() if key not in promotions and at > since)


class Writers:
    """People who go on writing: promotions, and help in between, but on the last channel promotions alone."""

    def __init__(self, author: "Person", channels: "list[Channel]") -> None:
        self._author, self._channels = author, channels
        self._stop = threading.Event()
        self._threads = [
            threading.Thread(target=self._write, args=[number], daemon=True) for number in range(WRITERS)
        ]
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Returns when nobody writes any more."""
        self._stop.set()
        for thread in self._threads:
            thread.join()

    def _write(self, number: int) -> None:
        from django.db import connection  # noqa: PLC0415 -- needs django.setup()

        from tests.ground.posts import release  # noqa: PLC0415

        while not self._stop.is_set():
            for turn, channel in enumerate(self._channels):
                kind = "help" if turn == number else "promotion"
                release(self._author, channel, f"{kind} {time.monotonic()}", kind)
            self._stop.wait(0.3)
        connection.close()


def main() -> None:
    """Opens the ground and prints the result."""
    folder, kind = Path(sys.argv[1]), sys.argv[2]
    os.environ["MANYVOICES_DATA_DIR"] = str(folder)
    os.environ.update(FEDERATING)
    with practice_network(folder) as network, far_away(2) as far:
        os.environ["MANYVOICES_BIND"] = f"127.0.0.1:{network.port}"
        open_ground()
        from django.core.management import call_command  # noqa: PLC0415 -- needs django.setup()

        call_command("migrate", verbosity=0, skip_checks=True)
        print(json.dumps(asdict(run(network, far, kind, int(sys.argv[3])))))


if __name__ == "__main__":
    main()
