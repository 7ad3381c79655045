"""Response hours in words, and the hours that are none."""

import pytest

from manyvoices.core.refusals import Invalid
from manyvoices.voices.response_hours import DAYS, Hours, check_response_hours, in_words

WORKING = [["08:00", "16:00"]]


@pytest.mark.parametrize(
    ("hours", "zone", "words"),
    [
        ({}, "Europe/Vienna", ""),
        (dict.fromkeys(DAYS[:5], WORKING), "Europe/Vienna", "Mon–Fri 8–16 (Vienna)"),
        (
            {"mon": WORKING, "tue": WORKING, "thu": WORKING, "sat": [["09:30", "12:00"], ["13:00", "14:45"]]},
            "America/New_York",
            "Mon–Tue 8–16, Thu 8–16, Sat 9:30–12, 13–14:45 (New York)",
        ),
        ({day: [["00:00", "24:00"]] for day in DAYS}, "UTC", "Mon–Sun 0–24 (UTC)"),
    ],
)
def test_hours_in_words(hours: Hours, zone: str, words: str) -> None:
    assert in_words(check_response_hours(hours, zone), zone) == words


@pytest.mark.parametrize(
    "spans",
    [
        [["8:00", "16:00"]],
        [["16:00", "16:00"]],
        [["08:00", "25:00"]],
        [["08:00", "12:00"], ["11:00", "13:00"]],
        [["08:00", "09:00"]] * 4,
    ],
)
def test_what_is_no_span_of_a_day_is_refused(spans: list[list[str]]) -> None:
    with pytest.raises(Invalid):
        check_response_hours({"mon": spans}, "UTC")
