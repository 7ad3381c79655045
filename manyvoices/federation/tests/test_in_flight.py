from typing import Any

import pytest

from manyvoices.core import clock
from manyvoices.federation.in_flight import dispatches_in_flight
from manyvoices.federation.models import Dispatch
from manyvoices.federation.tests.neighbours import follow, say, stranger
from manyvoices.pauses.actions.place_pause import place_pause
from manyvoices.pauses.models import Pause
from tests.cast import Cast


def on_its_way(cast: Cast, **given: Any) -> Dispatch:
    follow(stranger(), cast.bo_voice)
    say(cast.bo_voice)
    fields = {"taken_by": 7, "sending_at": clock.now()} | given
    Dispatch.objects.update(**fields)
    return Dispatch.objects.get()


def pause(**given: Any) -> Pause:
    return place_pause(actor=None, reason="accident", **given)


# promise E1
def test_what_a_worker_has_begun_to_send_counts_until_it_is_finished(cast: Cast) -> None:
    on_its_way(cast)
    placed = pause()
    assert dispatches_in_flight(placed) == 1
    Dispatch.objects.update(done_at=clock.now())
    assert dispatches_in_flight(placed) == 0


@pytest.mark.parametrize(
    "given",
    [
        {"taken_by": None},
        {"sending_at": None},
        {"dead_at": clock.now()},
        {"kind": "help"},
        {"type": "Delete"},
        {"type": "Update"},
        {"world": "drill"},
    ],
)
def test_what_cannot_arrive_or_is_not_covered_does_not_count(cast: Cast, given: dict[str, Any]) -> None:
    on_its_way(cast, **given)
    assert dispatches_in_flight(pause()) == 0


def test_a_pause_of_another_unit_does_not_wait_for_it(cast: Cast) -> None:
    on_its_way(cast)
    assert dispatches_in_flight(pause(unit=cast.elsewhere)) == 0
    assert dispatches_in_flight(pause(unit=cast.operations)) == 1
    assert dispatches_in_flight(pause(unit=cast.root)) == 1


def test_a_pause_that_ended_waits_for_nothing(cast: Cast) -> None:
    on_its_way(cast)
    placed = pause()
    Pause.objects.update(ended_at=clock.now())
    assert dispatches_in_flight(placed) == 0
