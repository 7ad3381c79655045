"""A worker that hangs is noticed; one that works, or whose machine has just woken up, is left alone."""

import time
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from manyvoices.core import clock
from manyvoices.core.ids import new_id
from manyvoices.core.models import Worker
from manyvoices.serve.heartbeats import STALE_AFTER, Watch

pytestmark = pytest.mark.django_db

PID = 4711
LONG_AGO = timedelta(hours=1)


def watch(running_for: timedelta = LONG_AGO) -> Watch:
    child: Any = SimpleNamespace(pid=PID, started_at=time.monotonic() - running_for.total_seconds())
    return Watch(child)


def beat(age: timedelta, pid: int = PID) -> None:
    Worker.objects.create(id=new_id(), pid=pid, started_at=clock.now() - LONG_AGO, beat_at=clock.now() - age)


# promise K5
def test_a_worker_without_a_heartbeat_hangs() -> None:
    beat(STALE_AFTER * 2)
    looking = watch()
    assert [looking.hangs(), looking.hangs()] == [False, True]


def test_one_stale_look_is_not_enough() -> None:
    beat(STALE_AFTER * 2)
    looking = watch()
    assert not looking.hangs()
    beat(timedelta())
    assert not looking.hangs()
    Worker.objects.all().delete()
    assert not looking.hangs()


def test_a_worker_that_beats_does_not_hang() -> None:
    beat(timedelta(seconds=2))
    looking = watch()
    assert [looking.hangs(), looking.hangs()] == [False, False]


def test_a_worker_that_has_just_started_is_given_time() -> None:
    looking = watch(running_for=STALE_AFTER / 2)
    assert [looking.hangs(), looking.hangs()] == [False, False]


def test_the_heartbeat_of_another_process_does_not_count() -> None:
    beat(timedelta(), pid=PID + 1)
    looking = watch()
    assert [looking.hangs(), looking.hangs()] == [False, True]
