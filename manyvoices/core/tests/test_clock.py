"""A time of day that is set is noticed; one that goes on is not."""

import time

import pytest

from manyvoices.core import clock


@pytest.mark.parametrize("seconds", [3600, -3600, 1])
def test_a_jump_is_noticed_once(monkeypatch: pytest.MonkeyPatch, seconds: int) -> None:
    steadiness, real = clock.Steadiness(), time.time
    assert steadiness.seconds() == float("inf")
    monkeypatch.setattr(time, "time", lambda: real() + seconds)
    assert steadiness.seconds() < 1
    first = steadiness.seconds()
    assert steadiness.seconds() >= first, "the clock goes on from there"


def test_a_clock_that_is_slewed_a_little_at_a_time_has_not_jumped(monkeypatch: pytest.MonkeyPatch) -> None:
    steadiness, real, ahead = clock.Steadiness(), time.time, 0.0
    monkeypatch.setattr(time, "time", lambda: real() + ahead)
    for _ in range(20):
        ahead += 0.1
        assert steadiness.seconds() == float("inf")


def test_a_clock_set_wrong_and_right_again_is_noticed_by_whoever_asked_the_time_in_between(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    real, ahead = time.time, 0.0
    monkeypatch.setattr(time, "time", lambda: real() + ahead)
    monkeypatch.setattr(clock, "steadiness", clock.Steadiness())
    clock.now()
    ahead = -3600
    clock.now()
    ahead = 0.0
    assert clock.steadiness.seconds() < 1
    assert clock.Steadiness().seconds() == float("inf"), "its twin, which did not look in between"
