"""Repeating work."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any, cast

import pytest

from manyvoices import wiring
from manyvoices.core import chores, clock
from manyvoices.core.models import Chore
from manyvoices.core.work import Again, Tools

ran: list[str] = []


def tidy() -> None:
    ran.append("tidy")


def broken() -> None:
    raise OSError("the disk is full")


class Here:
    """Tools whose database is this thread."""

    def db(self, do: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Awaitable[Any]:
        async def result() -> Any:
            return do(*args, **kwargs)

        return result()


@pytest.fixture(autouse=True)
def _wired(monkeypatch: pytest.MonkeyPatch) -> None:
    ran.clear()
    named = {"tidy": (f"{__name__}.tidy", 30), "broken": (f"{__name__}.broken", 60)}
    monkeypatch.setattr(wiring, "CHORES", named)


def handle(name: str) -> object:
    """The answer for the chore `name`."""
    row = Chore(name=name, due_at=clock.now())
    return asyncio.run(chores.KIND.handle([row], cast(Tools, Here())))[row.pk]


def test_a_chore_runs_and_is_due_again_after_its_pause() -> None:
    assert handle("tidy") == Again(timedelta(seconds=30))
    assert ran == ["tidy"]


def test_a_chore_that_fails_says_why_and_comes_again() -> None:
    assert handle("broken") == Again(timedelta(seconds=60), "OSError: the disk is full")


def test_a_chore_that_is_not_wired_any_more_rests() -> None:
    assert handle("of an older version") == Again(timedelta(days=1), "not wired any more")


@pytest.mark.django_db
def test_planning_makes_each_row_once() -> None:
    chores.plan()
    chores.plan()
    assert sorted(Chore.objects.values_list("name", flat=True)) == ["broken", "tidy"]
