"""The worker's one database thread."""

import asyncio
import threading
import time
from collections.abc import Callable, Coroutine
from typing import Any

import pytest
from django.db import connection, connections

from manyvoices.core import clock
from manyvoices.core.models import Chore
from manyvoices.core.work.desk import Desk

pytestmark = pytest.mark.django_db(transaction=True)


def at_desk(do: Callable[[Desk], Coroutine[Any, Any, Any]], rest: float = 0.01) -> Any:
    """The result of `do` with a desk that is closed afterwards."""

    async def run() -> Any:
        desk = Desk(rest)
        try:
            return await do(desk)
        finally:
            desk.close()

    return asyncio.run(run())


def write() -> None:
    Chore.objects.create(name=f"at {clock.elapsed()}", due_at=None)


def test_it_works_in_a_thread_of_its_own_in_order_of_calls() -> None:
    seen: list[tuple[int, str]] = []

    def note(number: int) -> None:
        seen.append((number, threading.current_thread().name))

    async def many(desk: Desk) -> None:
        await asyncio.gather(*(desk(note, number) for number in range(20)))

    at_desk(many)
    assert [number for number, _ in seen] == list(range(20))
    assert {name for _, name in seen} == {"database_0"}


def test_an_error_comes_through_and_the_desk_goes_on() -> None:
    def fail() -> None:
        raise LookupError("not there")

    async def both(desk: Desk) -> int:
        with pytest.raises(LookupError):
            await desk(fail)
        return await desk(Chore.objects.count)

    assert at_desk(both) == 0


def test_sqlite_rests_after_a_write_and_only_then(monkeypatch: pytest.MonkeyPatch) -> None:
    rests: list[float] = []
    monkeypatch.setattr(time, "sleep", rests.append)

    async def turns(desk: Desk) -> list[int]:
        await desk(Chore.objects.count)
        after_reading = len(rests)
        await desk(write)
        return [after_reading, len(rests)]

    expected = [0, 1] if connection.vendor == "sqlite" else [0, 0]
    assert at_desk(turns, rest=0.5) == expected
    assert set(rests) <= {0.5}


def test_closing_it_closes_its_own_connection() -> None:
    opened: list[Any] = []

    async def use(desk: Desk) -> None:
        await desk(write)
        opened.append(await desk(lambda: connections["default"]))

    connection.ensure_connection()
    at_desk(use)
    if connection.vendor == "postgresql":  # an in-memory SQLite database is never closed
        assert opened[0].connection is None
    assert connection.connection is not None
