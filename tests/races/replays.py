"""Sends one signed request many times at the same moment and counts what was believed.

`python -m tests.races.replays FOLDER guarded|naive` prints the Result as JSON.
"""

import json
import os
import sys
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from importlib import import_module
from threading import Barrier
from typing import Any

from tests.ground.opening import open_ground

SENDERS = 8
ROUNDS = 12


@dataclass
class Result:
    """How often each answer was given, and how many activities were kept."""

    taken: int
    refused: int
    other: int
    kept: int


def run(how: str) -> Result:
    """Each round is one request, sent by all senders at once."""
    from manyvoices.federation.models import Received  # noqa: PLC0415 -- needs django.setup()
    from manyvoices.federation.tests.strangers import Stranger  # noqa: PLC0415

    lena = Stranger()
    lena.met()
    if how == "naive":
        look_first_write_then()
    answers: list[int] = []
    for number in range(ROUNDS):
        body = json.dumps(lena.says("Like", f"https://voices.example/notes/{number}")).encode()
        answers += at_once(body, lena.headers(body))
    taken, refused = answers.count(202), answers.count(401)
    return Result(taken, refused, len(answers) - taken - refused, Received.objects.count())


def at_once(body: bytes, headers: Mapping[str, str]) -> list[int]:
    """The answers to so many copies of one request."""
    from django.db import connection  # noqa: PLC0415 -- needs django.setup()

    from manyvoices.federation.tests.strangers import deliver  # noqa: PLC0415

    gate = Barrier(SENDERS)

    def send(_: int) -> int:
        gate.wait()
        try:
            status: int = deliver(body, headers).status_code
            return status
        finally:
            connection.close()

    with ThreadPoolExecutor(SENDERS) as senders:
        return list(senders.map(send, range(SENDERS)))


def look_first_write_then() -> None:
    """The broken twin: nobody asks whether the signature was new when it was written, so only the look before guards."""
    from manyvoices.federation.models import SeenSignature  # noqa: PLC0415 -- needs django.setup()

    storing: Any = import_module("manyvoices.federation.actions.store_received")
    insert = storing.insert_new

    def written(row: object) -> bool:
        return insert(row) or isinstance(row, SeenSignature)

    storing.insert_new = written


def main() -> None:
    """Opens the ground and prints the result."""
    os.environ["MANYVOICES_DATA_DIR"] = sys.argv[1]
    os.environ["MANYVOICES_BASE_URL"] = "https://voices.example"
    open_ground()
    from django.core.management import call_command  # noqa: PLC0415 -- needs django.setup()

    call_command("migrate", verbosity=0, skip_checks=True)
    print(json.dumps(asdict(run(sys.argv[2]))))


if __name__ == "__main__":
    main()
