"""What surrounds the promise to answer: policies, merging, going on to others."""

from functools import reduce
from itertools import permutations

import pytest

from manyvoices.conversations.reply_due import (
    Policy,
    Step,
    Terms,
    answered,
    closed,
    merged,
    minutes_for,
    overdue_at,
    overdue_step,
    start,
    waiting,
)
from manyvoices.conversations.tests.test_reply_due import BO, CLEO, DAN, HOUR, RUNNING, at, by_human
from manyvoices.core.refusals import Invalid

RAIL, WEST, DEPOT = 1, 2, 3
PATH = (DEPOT, WEST, RAIL)


def test_the_nearest_unit_decides_and_there_the_kind_before_all_kinds() -> None:
    policies = [Policy(WEST, None, 90), Policy(WEST, "complaint", 30), Policy(RAIL, "question", 20)]
    assert minutes_for(policies, "complaint", PATH) == 30
    assert minutes_for(policies, "question", PATH) == 90
    assert minutes_for(policies, "question", (RAIL,)) == 20
    assert minutes_for(policies, "praise", (RAIL,)) == 960
    assert minutes_for(policies, "spam", PATH) is None
    assert minutes_for([Policy(DEPOT, "spam", 5)], "spam", PATH) == 5


def test_a_unit_may_promise_nothing_but_never_for_complaints() -> None:
    silent = [Policy(DEPOT, None, None), Policy(RAIL, None, 90)]
    assert minutes_for(silent, "praise", PATH) is None
    assert minutes_for(silent, "complaint", PATH) == 90
    assert minutes_for(silent[:1], "complaint", PATH) == 60
    assert minutes_for([Policy(DEPOT, "idea", None)], "idea", PATH) is None
    for kind, minutes in [("complaint", None), (None, 0), ("idea", -5), ("idea", 50_000)]:
        with pytest.raises(Invalid) as refused:
            Policy(DEPOT, kind, minutes)
        assert refused.value.fields.keys() == {"minutes"}


# promise F7
def test_of_merged_promises_the_earlier_due_time_wins_in_whatever_order() -> None:
    later, resting = start(HOUR, at("11:50")), waiting(start(HOUR, at("09:30")), at("10:00"))
    resting_long = waiting(start(HOUR, at("09:00")), at("09:05"))
    met, missed = answered(RUNNING, by_human("11:40")), answered(RUNNING, by_human("14:00"))
    dropped = closed(RUNNING, at("11:59"))
    everything = [later, RUNNING, resting, resting_long, met, missed, dropped]
    for some, expected in [
        (everything, RUNNING),
        ([resting_long, met, resting], resting),
        ([met, missed, dropped], missed),
        ([met, dropped], dropped),
    ]:
        assert {reduce(merged, order) for order in permutations(some[:5])} == {expected}
    assert merged(RUNNING, RUNNING) == RUNNING
    sooner = start(Terms(10, HOUR.hours), at("11:45"))
    assert merged(RUNNING, sooner) == merged(sooner, RUNNING) == sooner
    late_at_rest = waiting(start(HOUR, at("09:00")), at("11:00"))
    assert merged(resting, late_at_rest) == late_at_rest


def test_what_is_late_goes_to_the_next_on_call_and_the_lead_is_told_once() -> None:
    assert overdue_at(RUNNING, None) == RUNNING.due_at
    assert overdue_step(RUNNING, at("13:29"), on_call=[BO, CLEO], gone_to=[BO], last_at=None) is None
    assert overdue_step(RUNNING, at("13:30"), on_call=[BO, CLEO], gone_to=[BO], last_at=None) == Step(
        CLEO, True
    )
    assert overdue_step(RUNNING, at("13:30"), on_call=[BO], gone_to=[BO], last_at=None) == Step(None, True)


def test_it_goes_on_after_half_an_open_hour_until_nobody_is_left() -> None:
    taken = at("16:40")
    assert overdue_at(RUNNING, taken) == at("09:10", day=24)
    on_call, gone_to = [BO, CLEO, DAN], [BO, CLEO]
    early, then = at("09:09", day=24), at("15:00", day=24)
    assert overdue_step(RUNNING, early, on_call=on_call, gone_to=gone_to, last_at=taken) is None
    assert overdue_step(RUNNING, then, on_call=on_call, gone_to=gone_to, last_at=taken) == Step(DAN, False)
    assert overdue_step(RUNNING, then, on_call=on_call, gone_to=on_call, last_at=taken) is None
    for over in (waiting(RUNNING, at("14:00")), answered(RUNNING, by_human("14:00"))):
        assert overdue_at(over, None) is None
        assert overdue_step(over, then, on_call=on_call, gone_to=[], last_at=None) is None
