"""What several threads have to write at the same moment is written in one transaction.

SQLite writes one transaction after the other, and each waits for the disk: four threads that each commit a row of their
own wait four times, and in a line in which they wake each other badly. PostgreSQL does this by itself.
"""

import threading
from collections import deque
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from django.db import connection, transaction

T = TypeVar("T")
R = TypeVar("R")


class _Entry(Generic[T, R]):
    def __init__(self, item: T) -> None:
        self.item = item
        self.result: list[R] = []
        self.error: BaseException | None = None

    @property
    def settled(self) -> bool:
        return bool(self.result) or self.error is not None


class Together(Generic[T, R]):
    """Call it with one item; the result is there when it is committed. `write` makes a list of results from a list of items.

    Whoever has its turn writes for all who came meanwhile. If that fails, each is written alone, so that nobody fails for
    another. Inside a transaction of the caller the item is a part of that.
    """

    def __init__(self, write: Callable[[Sequence[T]], Sequence[R]]) -> None:
        self._write = write
        self._waiting: deque[_Entry[T, R]] = deque()
        self._turn = threading.Lock()

    def __call__(self, item: T) -> R:
        """The result for `item`. Raises what writing it raised."""
        if connection.in_atomic_block or not writes_in_line():
            return self._commit([item])[0]
        entry: _Entry[T, R] = _Entry(item)
        self._waiting.append(entry)
        with self._turn:
            if not entry.settled:
                self._settle([self._waiting.popleft() for _ in range(len(self._waiting))])
        if entry.error is not None:
            raise entry.error
        return entry.result[0]

    def _settle(self, entries: "list[_Entry[T, R]]") -> None:
        try:
            for entry, result in zip(entries, self._commit([one.item for one in entries]), strict=True):
                entry.result = [result]
        except Exception as error:
            if len(entries) == 1:
                entries[0].error = error
            else:
                for entry in entries:
                    self._settle([entry])
        finally:
            for entry in entries:
                if not entry.settled:  # the process is ending
                    entry.error = RuntimeError("not written")

    def _commit(self, items: Sequence[T]) -> Sequence[R]:
        with transaction.atomic():
            return self._write(items)


def writes_in_line() -> bool:
    """Whether this database lets one transaction write at a time."""
    return connection.vendor == "sqlite"
