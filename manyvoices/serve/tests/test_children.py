"""One supervised process: its pauses between two starts, and how a stubborn one is ended."""

import signal
import time

import psutil
import pytest

from manyvoices.serve import children
from manyvoices.serve.children import LONGEST_PAUSE, STABLE_AFTER, Child, pause_after, stop_all

QUICK_DEATH = "this"  # `python -m this` prints and ends


def dead(child: Child) -> None:
    assert child.process is not None
    child.process.wait(20)
    child.look_after()


def test_pauses_double_up_to_a_limit() -> None:
    assert [pause_after(deaths) for deaths in (1, 2, 3, 4)] == [0.5, 1.0, 2.0, 4.0]
    assert pause_after(50) == LONGEST_PAUSE


def test_a_dead_child_waits_for_its_pause_and_starts_again(monkeypatch: pytest.MonkeyPatch) -> None:
    child = Child("test", QUICK_DEATH)
    child.start()
    dead(child)
    child.look_after()
    assert (child.pid, child.deaths) == (None, 1)
    monkeypatch.setattr(children, "FIRST_PAUSE", 0.0)
    child.start_again_at = time.monotonic()
    child.look_after()
    dead(child)
    assert child.deaths == 2
    stop_all([child], 5)


def test_a_child_that_lived_long_starts_counting_anew() -> None:
    child = Child("test", QUICK_DEATH, deaths=7)
    child.start()
    child.started_at -= STABLE_AFTER + 1
    dead(child)
    assert child.deaths == 1


def test_a_child_that_does_not_stop_is_ended_and_named() -> None:
    child = Child("stubborn", "manyvoices.serve.tests.standing")
    child.start()
    assert child.process is not None
    stopped = psutil.Process(child.process.pid)
    stopped.suspend()
    while stopped.status() != psutil.STATUS_STOPPED:  # from then on it hears no SIGTERM
        time.sleep(0.01)
    assert stop_all([child], 0.2) == ["stubborn"]
    assert child.process.returncode == -signal.SIGKILL
