"""What a kind of work is, and the three answers it may give for a row."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Generic, ParamSpec, Protocol, TypeVar

from django.db.models import QuerySet

from manyvoices.core.http import Client
from manyvoices.core.models import WorkRow
from manyvoices.core.work.due import any_due

P = ParamSpec("P")
T = TypeVar("T")
R = TypeVar("R", bound=WorkRow)


@dataclass(frozen=True)
class Done:
    """The row's work is finished for good."""


@dataclass(frozen=True)
class Again:
    """The row is due again `after` a while; `because` stays readable on the row."""

    after: timedelta
    because: str = ""


@dataclass(frozen=True)
class Dead:
    """The row will not be tried again; a person can read why."""

    because: str


Answer = Done | Again | Dead


class Database(Protocol):
    """Runs a function that uses the database away from the event loop, one at a time."""

    def __call__(self, do: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Awaitable[T]:
        """The function's result; its exceptions come through."""


@dataclass(frozen=True)
class Tools:
    """What a handler is given: the database, the one door out, and who holds the rows.

    `home` reaches our own port and nothing else that is private; it is only for addresses below `own_url`, which we
    write ourselves. A remote server's words never choose what it calls.
    """

    db: Database
    http: Client
    worker: int
    home: Client
    own_url: str


class Kind(Generic[R]):
    """One kind of due rows. A subclass names the model and handles batches; the engine claims and records.

    `limit` rows are claimed at once, `parallel` batches are handled at the same time, a claim lasts `lease`.
    Handling must be repeatable without harm: a worker may die after the work and before it is recorded.
    """

    model: type[R]
    limit = 50
    parallel = 1
    lease = timedelta(seconds=60)

    def any_due(self, now: datetime) -> bool:
        """Whether it is worth asking what is takeable: all that the four looks a second cost while there is nothing to do."""
        return any_due(self.model, now)

    def takeable(self, now: datetime) -> "QuerySet[R]":
        """The rows that may be claimed now, in order. Override to keep some of these back; where more may come in
        addition, `any_due` has to know of them.
        """
        return self.model._default_manager.filter(due_at__lte=now, taken_by=None).order_by("due_at", "id")

    async def handle(self, rows: Sequence[R], tools: Tools) -> Mapping[Any, Answer]:
        """Does the work. A row missing in the answers has been recorded by the handler itself."""
        raise NotImplementedError

    async def get_ready(self, tools: Tools) -> None:
        """Prepares what the first row would wait for. Called once, when the worker has been there for a while: one that
        lives shorter never pays for it.
        """

    async def finish(self, tools: Tools) -> None:
        """Waits for what `handle` left to be done by itself. Called when the worker stops, before its client closes."""

    def take_over(self, held: "QuerySet[R]", now: datetime) -> int:
        """Frees rows whose worker is dead; returns how many. Override where a claim alone does not tell the state."""
        return held.update(taken_by=None, taken_until=None, due_at=now)
