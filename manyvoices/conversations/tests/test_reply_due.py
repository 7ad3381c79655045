"""The promise to answer: by example, and against a clock that is looked at every minute."""

from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import Phase as Trying
from hypothesis import strategies as st

from manyvoices.conversations.reply_due import (
    Answer,
    Phase,
    Promise,
    Said,
    Standing,
    Terms,
    answered,
    closed,
    in_words,
    left,
    merged,
    reopened,
    resumed,
    standing,
    start,
    waiting,
    with_terms,
    wrote,
)
from manyvoices.conversations.tests.naive_promise import NaivePromise
from manyvoices.people.business_hours import BusinessHours
from manyvoices.people.calendars import Week
from manyvoices.people.tests.by_the_minute import MINUTE, cases

OFFICE = {day: [["09:00", "12:00"], ["13:00", "17:00"]] for day in ("mon", "tue", "wed", "thu", "fri")}
HOUR = Terms(60, BusinessHours.of(Week("Europe/Berlin", OFFICE)))
ADA, BO, CLEO, DAN = 1, 2, 3, 4


def at(text: str, day: int = 23) -> datetime:
    """A time of Monday, 23 November 2026, in Berlin."""
    return datetime.fromisoformat(f"2026-11-{day}T{text}+01:00")


def by_human(text: str, state: str = "sent") -> Answer:
    return Answer(at(text), state, by_human=True)


RUNNING = start(HOUR, at("11:30"))


# promise F7
def test_it_runs_over_lunch_and_is_said_in_words() -> None:
    assert RUNNING.due_at == at("13:30")
    assert in_words(RUNNING, at("11:42")) == Said(Standing.RUNNING, 0, 48)
    assert in_words(RUNNING, at("11:42") - timedelta(seconds=1)) == Said(Standing.RUNNING, 0, 49)
    assert in_words(RUNNING, at("13:30")) == Said(Standing.LATE, 0, 0)
    assert in_words(RUNNING, at("15:40") + timedelta(seconds=59)) == Said(Standing.LATE, 2, 10)


@pytest.mark.parametrize("state", ["queued", "sending", "unknown", "failed"])
def test_only_an_answer_that_was_sent_stops_it(state: str) -> None:
    assert answered(RUNNING, by_human("12:00", state)) == RUNNING
    assert answered(RUNNING, Answer(at("12:00"), "sent", by_human=False)) == RUNNING
    done = answered(RUNNING, by_human("13:30"))
    assert standing(done, at("17:00")) == Standing.MET
    assert answered(done, by_human("15:00")) == done
    late = answered(RUNNING, by_human("13:31"))
    assert in_words(late, at("17:00")) == Said(Standing.MISSED, 0, 1)


# promise F7
def test_an_answer_of_which_we_learn_late_stops_what_it_answered_and_nothing_newer() -> None:
    newer = wrote(answered(RUNNING, by_human("11:40")), at("11:45"), HOUR)
    assert newer.due_at == at("13:45")
    assert answered(newer, by_human("11:41")) == newer
    # It had not seen the message of 11:35, which therefore waits since then.
    assert wrote(answered(RUNNING, by_human("11:40")), at("11:35"), HOUR).due_at == at("13:35")


def test_each_event_means_something_in_its_phase_alone() -> None:
    resting, done = waiting(RUNNING, at("11:40")), answered(RUNNING, by_human("11:40"))
    assert wrote(RUNNING, at("11:50"), HOUR) == resumed(RUNNING, at("11:50")) == RUNNING
    assert reopened(RUNNING, at("11:50"), HOUR) == RUNNING
    assert waiting(resting, at("12:00")) == resting
    assert (
        closed(done, at("12:00")) == waiting(done, at("12:00")) == with_terms(done, HOUR, at("12:00")) == done
    )
    assert reopened(done, at("13:00"), HOUR) == start(HOUR, at("13:00"))
    assert standing(closed(resting, at("12:00")), at("12:00")) == Standing.NONE
    assert answered(closed(RUNNING, at("11:41")), by_human("11:42")).phase == Phase.ANSWERED


def test_a_miss_is_not_made_up_for() -> None:
    generous = Terms(600, HOUR.hours)
    assert with_terms(RUNNING, generous, at("13:31")).due_at == RUNNING.due_at
    resting = waiting(RUNNING, at("13:31"))
    assert resumed(resting, at("15:00")).due_at == RUNNING.due_at
    at_the_last_moment = waiting(RUNNING, at("13:30"))
    assert resumed(at_the_last_moment, at("15:00")).due_at == RUNNING.due_at
    assert standing(closed(resting, at("15:00")), at("16:00")) == Standing.MISSED
    assert with_terms(RUNNING, Terms(5, HOUR.hours), at("11:50")).due_at == at("11:50")


# promise F7
def test_new_hours_count_what_is_left_from_then_on() -> None:
    short_day = Terms(60, BusinessHours.of(Week("Europe/Berlin", {"tue": [["10:00", "11:00"]]})))
    moved = with_terms(RUNNING, short_day, at("11:50"))
    assert moved.due_at == at("10:40", day=24)
    assert left(moved, at("11:50")) == 40 * MINUTE


# What fails is long already; making it shorter takes minutes.
PHASES = [phase for phase in Trying if phase != Trying.shrink]
CHANGES = st.sampled_from(
    ["wrote", "waiting", "resumed", "sent", "unsent", "closed", "reopened", "terms", "hours", "merge"]
)
quick = settings(deadline=None, max_examples=20, phases=PHASES, suppress_health_check=[HealthCheck.too_slow])
happenings = st.lists(st.tuples(CHANGES, st.integers(0, 500), st.integers(1, 600)), max_size=8)


# promise F7
@quick
@given(cases(), cases(), st.integers(1, 600), happenings)
def test_it_agrees_with_a_clock_looked_at_every_minute(
    case: tuple[BusinessHours, datetime],
    other: tuple[BusinessHours, datetime],
    minutes: int,
    happened: list[tuple[str, int, int]],
) -> None:
    hours, now = case
    promise, naive = start(Terms(minutes, hours), now), NaivePromise(Terms(minutes, hours), now)
    for what, passed, number in happened:
        for _minute in range(passed):
            naive.tick()
        now += passed * MINUTE
        terms = Terms(number, other[0] if what == "hours" else naive.terms.hours)
        promise, naive = CHANGED.get(what, _change)(what, promise, naive, terms)
        agree(promise, naive, now)
    for _hour in range(6):
        now += 60 * MINUTE
        for _minute in range(60):
            naive.tick()
        agree(promise, naive, now)
    if naive.phase == Phase.RUNNING:
        assert promise.due_at == naive.will_be_due()


# promise F7
@pytest.mark.long
def test_it_agrees_in_many_more_cases() -> None:
    looked_at = test_it_agrees_with_a_clock_looked_at_every_minute.hypothesis.inner_test  # type: ignore[attr-defined]
    settings(quick, max_examples=300)(given(cases(), cases(), st.integers(1, 600), happenings)(looked_at))()


def agree(promise: Promise, naive: NaivePromise, now: datetime) -> None:
    assert promise.phase == naive.phase
    assert left(promise, now) == naive.left() * MINUTE
    assert standing(promise, now) == naive.standing()


def _change(what: str, promise: Promise, naive: NaivePromise, terms: Terms) -> tuple[Promise, NaivePromise]:
    now, is_over = naive.now, naive.phase in {Phase.ANSWERED, Phase.CLOSED}
    if what == "wrote":
        fresh = NaivePromise(terms, now) if is_over else naive
        if naive.phase == Phase.WAITING:
            naive.runs()
        return wrote(promise, now, terms), fresh
    if what == "resumed":
        if naive.phase == Phase.WAITING:
            naive.runs()
        return resumed(promise, now), naive
    if what == "reopened":
        fresh = NaivePromise(terms, now) if naive.phase == Phase.ANSWERED else naive
        if naive.phase == Phase.CLOSED:
            naive.runs()
        return reopened(promise, now, terms), fresh
    if naive.phase != Phase.ANSWERED:
        naive.change(terms)
    return with_terms(promise, terms, now), naive


def _stop(what: str, promise: Promise, naive: NaivePromise, _terms: Terms) -> tuple[Promise, NaivePromise]:
    now, phase = naive.now, naive.phase
    if what == "waiting":
        if phase == Phase.RUNNING:
            naive.stop(Phase.WAITING)
        return waiting(promise, now), naive
    if what == "closed":
        if phase == Phase.RUNNING:
            naive.stop(Phase.CLOSED)
        naive.phase = Phase.CLOSED if phase == Phase.WAITING else naive.phase
        return closed(promise, now), naive
    if what == "sent" and phase != Phase.ANSWERED:
        naive.stop(Phase.ANSWERED)
    return answered(promise, Answer(now, "sent" if what == "sent" else "unknown", by_human=True)), naive


def _merge(_what: str, promise: Promise, naive: NaivePromise, terms: Terms) -> tuple[Promise, NaivePromise]:
    begun = naive.now - 30 * MINUTE
    second, waited = start(terms, begun), NaivePromise(terms, begun)
    for _minute in range(30):
        waited.tick()
    is_second = naive.phase != Phase.RUNNING or waited.will_be_due() < naive.will_be_due()
    assert merged(promise, second) == merged(second, promise)
    found = merged(promise, second)
    # Two that are due at the same minute are the same promise to the customer.
    return found, waited if is_second or found == second else naive


CHANGED = {"waiting": _stop, "closed": _stop, "sent": _stop, "unsent": _stop, "merge": _merge}
