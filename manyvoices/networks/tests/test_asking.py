"""What HTTP answers mean for a post."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from manyvoices.networks.asking import LONGEST_WAIT, retry_after

NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)


# promise A5
@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("30", 30),
        (" 30 ", 30),
        ("999999999999999999999", 6 * 3600),
        ("Mon, 04 May 2026 12:02:00 GMT", 120),
        (format_datetime(NOW + timedelta(days=400)), 6 * 3600),
        ("Mon, 04 May 2026 11:00:00 GMT", None),
        ("0", None),
        ("-5", None),
        ("٣٠", None),
        ("soon", None),
        ("", None),
        (None, None),
    ],
)
def test_retry_after_is_seconds_or_a_date_and_never_absurd(value: str | None, seconds: int | None) -> None:
    assert retry_after(value, NOW) == (None if seconds is None else timedelta(seconds=seconds))


# promise A5
@given(st.text(max_size=40) | st.integers().map(str) | st.datetimes().map(str))
def test_whatever_stands_there_the_wait_is_bounded(value: str) -> None:
    wait = retry_after(value, NOW)
    assert wait is None or timedelta(0) < wait <= LONGEST_WAIT
