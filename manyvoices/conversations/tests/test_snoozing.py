"""Snoozing hides a conversation and stops nothing; it comes back with the reason."""

import pytest

from manyvoices.conversations.reply_due import Answer, Standing, standing, waiting
from manyvoices.conversations.snoozing import Back, Snooze, back_at, on_top
from manyvoices.conversations.tests.test_reply_due import RUNNING, at, by_human


# promise F7
def test_snoozing_hides_and_never_stops() -> None:
    tonight = Snooze(at("11:35"), at("20:00"))
    assert back_at(tonight, RUNNING) == at("13:15")
    assert back_at(Snooze(at("13:20"), None), RUNNING) == at("13:30")
    assert back_at(Snooze(at("13:40"), at("13:50")), RUNNING) == at("13:50")
    assert back_at(Snooze(at("11:35"), at("12:00")), RUNNING) == at("12:00")
    assert back_at(Snooze(at("13:40"), None), RUNNING) is None
    assert back_at(tonight, waiting(RUNNING, at("11:40"))) == back_at(tonight, None) == at("20:00")
    assert standing(RUNNING, at("14:00")) == Standing.LATE


@pytest.mark.parametrize(
    ("now", "wrote_at", "state", "because"),
    [
        ("11:40", None, "sent", None),
        ("11:40", "11:34", "sent", None),
        ("11:40", "11:36", "sent", Back.WROTE),
        ("11:40", "11:36", "failed", Back.ANSWER_FAILED),
        ("11:40", None, "unknown", Back.ANSWER_UNKNOWN),
        ("13:14", None, "sent", None),
        ("13:15", None, "queued", Back.DUE_SOON),
        ("13:30", None, "queued", Back.LATE),
        ("20:00", None, "sent", Back.SNOOZE_OVER),
    ],
)
def test_it_comes_back_with_the_reason(
    now: str, wrote_at: str | None, state: str, because: Back | None
) -> None:
    found = on_top(
        RUNNING,
        at(now),
        snooze=Snooze(at("11:35"), at("20:00")),
        wrote_at=at(wrote_at) if wrote_at else None,
        answer=Answer(at("11:34"), state, by_human=True),
    )
    assert found == because


def test_a_failed_answer_comes_back_though_nobody_snoozed_it() -> None:
    assert on_top(None, at("12:00"), answer=by_human("11:40", "failed")) == Back.ANSWER_FAILED
    assert on_top(RUNNING, at("12:00"), answer=by_human("11:40")) is None
