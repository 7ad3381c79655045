"""What monitoring is told: green while work is done, red with the reason when it is not."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError

from manyvoices.core import clock
from manyvoices.core.ids import new_id
from manyvoices.core.models import Chore, Worker
from manyvoices.core.work.readiness import LATE_AFTER, SILENT_AFTER
from manyvoices.serve import health

pytestmark = pytest.mark.django_db


def ask(path: str) -> tuple[str, dict[str, str]]:
    """Status line and problems."""
    told: list[str] = []

    def start_response(status: str, _headers: Any) -> None:
        told.append(status)

    def page(_environ: Any, start: Any) -> list[bytes]:
        start("200 OK", [])
        return [b'{"problems": {"page": "was asked"}}']

    body = b"".join(health.with_health(page)({"PATH_INFO": path}, start_response))
    return told[0], json.loads(body)["problems"]


def beat(age: timedelta) -> None:
    Worker.objects.create(id=new_id(), pid=1, started_at=clock.now() - age, beat_at=clock.now() - age)


# promise K5
def test_a_working_installation_is_ready() -> None:
    beat(timedelta(seconds=2))
    Chore.objects.create(name="test", due_at=clock.now())
    assert ask("/readyz") == ("200 OK", {})


# promise K5
def test_a_silent_worker_makes_it_red_and_none_does_too() -> None:
    status, found = ask("/readyz")
    assert (status, list(found)) == ("503 Service Unavailable", ["worker"])
    beat(SILENT_AFTER * 2)
    status, found = ask("/readyz")
    assert (status, "last sign of life 60 s ago" in found["worker"]) == ("503 Service Unavailable", True)


# promise K5
def test_work_that_nobody_takes_makes_it_red() -> None:
    beat(timedelta(seconds=2))
    Chore.objects.create(name="test", due_at=clock.now() - LATE_AFTER * 2)
    status, found = ask("/readyz")
    assert (status, list(found)) == ("503 Service Unavailable", ["chores"])


def test_a_database_that_is_away_makes_it_red_and_leaves_the_process_live(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def away() -> None:
        raise DatabaseError("away")

    monkeypatch.setattr(health, "look_at_migrations", away)
    status, found = ask("/readyz")
    assert (status, list(found)) == ("503 Service Unavailable", ["database"])
    assert ask("/healthz") == ("200 OK", {})


def test_every_other_address_is_the_applications() -> None:
    assert ask("/healthzz")[1] == {"page": "was asked"}
