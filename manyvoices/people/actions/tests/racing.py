"""Several who press at once, each in a thread with a connection of its own."""

import threading
from collections.abc import Callable
from typing import Any

from django.db import OperationalError, connections

from manyvoices.core.refusals import Refused


def at_once(act: Callable[[int], Any], times: int) -> list[object]:
    """What each of the calls returned, or how it was refused; all are started together."""
    start = threading.Barrier(times)
    answers: list[object] = []

    def run(number: int) -> None:
        start.wait()
        try:
            answers.append(_patiently(act, number))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def _patiently(act: Callable[[int], Any], number: int) -> object:
    """Waits while the test's database in memory is locked, as the busy time-out does for one in a file."""
    while True:
        try:
            return act(number)
        except OperationalError as error:
            if "locked" not in str(error):
                raise
        except Refused as error:
            return error
