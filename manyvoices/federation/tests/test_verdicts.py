from datetime import UTC, datetime, timedelta

import pytest

from manyvoices.core.work import Again, Dead, Done
from manyvoices.federation.verdicts import after_answer, retry_after

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
YOUNG = timedelta(hours=1)


def verdict(status: int, attempts: int = 1, age: timedelta = YOUNG, **headers: str) -> object:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return after_answer(status, named, attempts=attempts, age=age, now=NOW)


@pytest.mark.parametrize("status", [200, 201, 202, 204])
def test_taken(status: int) -> None:
    assert verdict(status) == Done()


@pytest.mark.parametrize("status", [404, 410])
def test_an_inbox_that_is_gone_is_not_tried_again(status: int) -> None:
    assert isinstance(verdict(status), Dead)


@pytest.mark.parametrize("status", [302, 400, 401, 403, 405, 422])
def test_a_refusal_is_tried_a_few_times(status: int) -> None:
    assert isinstance(verdict(status, 1), Again)
    assert isinstance(verdict(status, 4), Dead)


@pytest.mark.parametrize("status", [408, 429, 500, 503])
def test_trouble_is_tried_for_days_with_growing_waits(status: int) -> None:
    waits = [verdict(status, attempts) for attempts in (1, 5, 10, 30)]
    seconds = [wait.after.total_seconds() for wait in waits if isinstance(wait, Again)]
    assert len(seconds) == 4
    assert seconds == sorted(seconds)
    assert seconds[-1] <= 6 * 3600 * 1.25
    assert isinstance(verdict(status, 30, timedelta(days=3)), Again)
    assert isinstance(verdict(status, 30, timedelta(days=8)), Dead)


def test_a_wait_that_is_asked_for_is_kept() -> None:
    answer = verdict(429, Retry_After="90")
    assert isinstance(answer, Again)
    assert answer.after == timedelta(seconds=90)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("0", 1), ("7", 7), ("99999999999999999999", 86400), ("Sun, 22 Nov 2026 12:01:00 GMT", 60),
        ("Sun, 22 Nov 2020 12:01:00 GMT", 1), ("Sun, 22 Nov 2099 12:01:00 GMT", 86400),
        ("", None), ("soon", None), ("-5", None), ("١٢", None), ("1.5", None),
    ],
)  # fmt: skip
def test_retry_after_is_read_and_capped(value: str, seconds: int | None) -> None:
    expected = None if seconds is None else timedelta(seconds=seconds)
    assert retry_after(value, NOW) == expected
