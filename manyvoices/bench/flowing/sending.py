"""Somebody else's system that tells our webhooks of messages, at an even pace."""

import http.client
import json
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random
from threading import Thread
from typing import TYPE_CHECKING

from manyvoices.bench.ingesting.words import message

if TYPE_CHECKING:
    from manyvoices.conversations.models import Intake

HOST, WITHIN = "127.0.0.1", 30.0
LANES = 4
TAKEN = 202


@dataclass
class Sender:
    """Tells the doors at `port` of so many messages a minute, from a few connections.

    `answered` is how often each status came, `acknowledged` the ids of what was taken. Who falls behind its pace sends as
    fast as it is answered.
    """

    port: int
    doors: Sequence["Intake"]
    a_minute: int
    answered: Counter[int] = field(default_factory=Counter)
    acknowledged: list[str] = field(default_factory=list)

    def send(self, seconds: float) -> None:
        """Returns when the time is over and everything was answered."""
        lanes = [Thread(target=self._lane, args=(seconds, lane)) for lane in range(LANES)]
        for lane in lanes:
            lane.start()
        for lane in lanes:
            lane.join()

    def _lane(self, seconds: float, lane: int) -> None:
        random, apart = Random(lane), 60 * LANES / self.a_minute  # noqa: S311 - chance, no secret
        began = time.monotonic() + apart * lane / LANES
        connection = http.client.HTTPConnection(HOST, self.port, timeout=WITHIN)
        for turn in range(round(seconds / apart)):
            time.sleep(max(0.0, began + turn * apart - time.monotonic()))
            name = f"e{lane}-{turn}"
            status = _tell(connection, random.choice(self.doors), name, message(random))
            self.answered[status] += 1
            if status == TAKEN:
                self.acknowledged.append(name)


def _tell(connection: http.client.HTTPConnection, door: "Intake", name: str, text: str) -> int:
    from manyvoices.conversations.signatures import PREFIX, signed  # noqa: PLC0415 -- needs django.setup()

    said = {"id": name, "author": {"id": f"u{name}", "name": f"Guest {name}"}, "text": text}
    body, timestamp = json.dumps(said).encode(), str(int(time.time()))
    headers = {
        "Content-Type": "application/json",
        "Manyvoices-Timestamp": timestamp,
        "Manyvoices-Signature": PREFIX + signed(door.secret, timestamp, body),
    }
    connection.request("POST", f"/intake/{door.token}", body, headers)
    answer = connection.getresponse()
    answer.read()
    return answer.status
