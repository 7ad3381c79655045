"""Publishes while a backup is taken, publishes on, restores it, and counts what the network accepted.

`python -m tests.restores.loop FOLDER SECONDS` prints the Result as JSON.
"""

import json
import os
import subprocess
import sys
import threading
import time
from collections import Counter
from dataclasses import asdict, dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from manyvoices.networks.sandbox.tests.standing import Network, practice_network
from tests.ground.crew import Crew, until
from tests.ground.opening import PATIENCE, open_ground

KIND = "manyvoices.publishing.work.deliveries.Deliveries"
SLOW = {"behaviour": ["accept", "accept", "error-after"], "before_ms": 300}


@dataclass
class Result:
    """`doubled` and `lost` are keys on the network; `known` are those of the restored database, `held` waited for a person.

    `rate` is rows of the record written a second meanwhile; `kept` says that keys and followers came back.
    """

    known: int
    later: int
    held: int
    asked: int
    resent: int
    doubled: int
    lost: int
    sessions: int
    kept: bool
    rate: float
    problems: list[str]


class Writers:
    """One releases posts, another writes the record as busy people would: a hundred rows a second and more."""

    def __init__(self, cast: Any, channels: list[Any]) -> None:
        self.cast, self.channels = cast, channels
        self.stop, self.rows = threading.Event(), 0
        self.threads = [threading.Thread(target=write, daemon=True) for write in (self._posts, self._record)]

    def start(self) -> None:
        """Both begin."""
        for thread in self.threads:
            thread.start()

    def end(self) -> None:
        """Both have ended."""
        self.stop.set()
        for thread in self.threads:
            thread.join()

    def _posts(self) -> None:
        from django.db import connection  # noqa: PLC0415 -- needs django.setup()

        from tests.ground.posts import release  # noqa: PLC0415

        number = 0
        while not self.stop.wait(0.04):
            release(self.cast.bo, self.channels[number % len(self.channels)], f"post {number}")
            number += 1
        connection.close()

    def _record(self) -> None:
        from django.db import connection  # noqa: PLC0415 -- needs django.setup()

        from manyvoices.core import audit  # noqa: PLC0415

        while not self.stop.wait(0.006):
            audit.record(actor=self.cast.bo, verb="write", target=None)
            self.rows += 1
        connection.close()


def run(network: Network, folder: Path, seconds: float) -> Result:
    """The whole story, once."""
    from manyvoices.publishing.models import Delivery  # noqa: PLC0415 -- needs django.setup()
    from tests.cast import make_cast  # noqa: PLC0415

    cast = make_cast()
    channels = _channels(network, cast)
    _plant(cast)
    _plan(cast, channels)
    crew, writers, file = Crew(KIND, 1), Writers(cast, channels), folder / "all.zip"
    rate = _written_around_a_backup(writers, file, seconds)
    until(lambda: not moving().exists(), PATIENCE, "every post to be sent or asked about")
    crew.end()
    before = Counter(key for key, _ in network.accepted())
    everything = Delivery.objects.count()
    restored(file)
    problems = [line for line in command("check", fails=True).splitlines() if not line.startswith("worker:")]
    known = set(Delivery.objects.values_list("key", flat=True))
    sessions, kept = _kept()
    crew = Crew(KIND, 1)
    until(lambda: not moving().exists(), PATIENCE, "every post to be looked for")
    after = Counter(key for key, _ in network.accepted())
    held, asked = _release_what_waits(cast, before)
    until(lambda: not moving().exists(), PATIENCE, "every released post to leave")
    crew.end()
    final = Counter(key for key, _ in network.accepted())
    return Result(
        known=len(known),
        later=everything - len(known),
        held=held,
        asked=asked,
        resent=sum((after - before).values()),
        doubled=sum(1 for times in final.values() if times > 1),
        lost=sum(1 for key in known if not final[key]),
        sessions=sessions,
        kept=kept,
        rate=round(rate),
        problems=problems,
    )


def _written_around_a_backup(writers: "Writers", file: Path, seconds: float) -> float:
    """Rows a second, written before, during and after the backup."""
    began = time.monotonic()
    writers.start()
    time.sleep(seconds)
    command("backup", str(file))
    time.sleep(seconds)
    writers.end()
    return writers.rows / (time.monotonic() - began)


def restored(file: Path) -> None:
    """The backup in place of what was there, under the connection of this process."""
    from django.db import connection  # noqa: PLC0415 -- needs django.setup()

    connection.close()
    command("restore", str(file), "--replace")


def command(*arguments: str, fails: bool = False) -> str:
    """What `manyvoices ARGUMENTS` prints."""
    done = subprocess.run(
        [sys.executable, "-m", "manyvoices", *arguments], capture_output=True, text=True, check=False
    )
    assert fails or done.returncode == 0, done.stderr
    return done.stdout


def moving() -> Any:
    """Deliveries that will change by themselves."""
    from manyvoices.core import clock  # noqa: PLC0415 -- needs django.setup()
    from manyvoices.publishing.models import Delivery  # noqa: PLC0415

    rows = Delivery.objects.filter(state__in=["queued", "sending", "unknown"], asked_at=None)
    return rows.filter(due_at__lt=clock.now() + timedelta(minutes=30))


def _channels(network: Network, cast: Any) -> list[Any]:
    from tests.ground.posts import connect  # noqa: PLC0415 -- needs django.setup()

    channels = [connect(network, cast.bo_voice, f"bo{number}", SLOW) for number in range(2)]
    blind = connect(network, cast.bo_voice, "blind", {"behaviour": ["accept"], "before_ms": 300})
    type(blind).objects.filter(pk=blind.pk).update(network="sandbox-blind")
    blind.refresh_from_db()
    return [*channels, blind]


def _plan(cast: Any, channels: list[Any]) -> None:
    """Three posts for later: nobody sends them before the backup, nor after it."""
    from manyvoices.core import clock  # noqa: PLC0415 -- needs django.setup()
    from tests.ground.posts import release  # noqa: PLC0415

    for number in range(3):
        post = release(cast.bo, channels[0], f"tomorrow {number}")
        post.deliveries.update(due_at=clock.now() + timedelta(days=1))


def _plant(cast: Any) -> None:
    """What must come back, and what must not: followers, a secret, a session."""
    from django.test import Client  # noqa: PLC0415 -- needs django.setup()

    from manyvoices.core import clock  # noqa: PLC0415
    from manyvoices.federation.models import Follower, RemoteActor  # noqa: PLC0415
    from manyvoices.notifications.models import MailServer  # noqa: PLC0415

    fan = RemoteActor.objects.create(
        uri="https://far.example/fan", domain="far.example", fetched_at=clock.now()
    )
    Follower.objects.create(voice=cast.bo_voice, actor=fan, since=clock.now())
    MailServer.objects.create(host="mail.example", password="kept", changed_at=clock.now())
    Client().force_login(cast.bo)


def _kept() -> tuple[int, bool]:
    from django.contrib.sessions.models import Session  # noqa: PLC0415 -- needs django.setup()

    from manyvoices.federation.models import Follower  # noqa: PLC0415
    from manyvoices.notifications.models import MailServer  # noqa: PLC0415

    return (
        Session.objects.count(),
        Follower.objects.count() == 1 and MailServer.objects.get().password == "kept",
    )


def _release_what_waits(cast: Any, arrived: "Counter[str]") -> tuple[int, int]:
    """Bo looks at each network, says what is there, and releases the rest."""
    from manyvoices.pauses.actions.lift_pause import lift_pause  # noqa: PLC0415 -- needs django.setup()
    from manyvoices.pauses.models import Pause  # noqa: PLC0415
    from manyvoices.publishing.actions.answer_unknown import answer_unknown  # noqa: PLC0415
    from manyvoices.publishing.actions.release_paused import release_paused  # noqa: PLC0415
    from manyvoices.publishing.models import Delivery  # noqa: PLC0415

    for pause in Pause.objects.filter(ended_at=None):
        lift_pause(actor=None, pause=pause)
    held = list(Delivery.objects.filter(state="paused"))
    release_paused(actor=cast.bo, deliveries=held)
    asked = list(Delivery.objects.filter(asked_at__isnull=False))
    for delivery in asked:
        answer_unknown(actor=cast.bo, delivery=delivery, arrived=bool(arrived[delivery.key]))
    return len(held), len(asked)


def main() -> None:
    """Opens the ground and prints the result."""
    folder, seconds = Path(sys.argv[1]), float(sys.argv[2])
    os.environ["MANYVOICES_DATA_DIR"] = str(folder / "data")
    # The network is another server: its folder is neither backed up nor restored.
    elsewhere = folder / "network"
    elsewhere.mkdir()
    with practice_network(elsewhere) as network:
        os.environ["MANYVOICES_BIND"] = f"127.0.0.1:{network.port}"
        open_ground()
        from django.core.management import call_command  # noqa: PLC0415 -- needs django.setup()

        call_command("migrate", verbosity=0, skip_checks=True)
        print(json.dumps(asdict(run(network, folder, seconds))))


if __name__ == "__main__":
    main()
