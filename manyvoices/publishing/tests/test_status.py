"""Every state of every verb says something, and says what to do where a person has to do something."""

from itertools import product

import pytest

from manyvoices.core import clock
from manyvoices.publishing.models import Delivery, State, Verb
from manyvoices.publishing.status import ANSWER, RELEASE, RETRY, channel_status, status

BADGES = {
    State.QUEUED: "queued",
    State.SENDING: "sending",
    State.UNKNOWN: "checking",
    State.SENT: "live",
    State.FAILED: "failed",
    State.PAUSED: "paused",
    State.CANCELLED: "gone",
    State.LATE: "late",
    State.HANDED: "handed",
}


@pytest.mark.parametrize(("state", "verb"), list(product(State, Verb)))
def test_every_state_of_every_verb_has_a_badge_and_a_sentence(state: State, verb: Verb) -> None:
    said = status(Delivery(state=state, verb=verb))
    assert said.badge == ("gone" if (state, verb) == (State.SENT, Verb.REMOVE) else BADGES[state])
    assert said.sentence
    assert bool(said.what_to_do) == bool(said.needs)


def test_a_person_is_asked_only_when_no_lookup_can_tell() -> None:
    looking = status(Delivery(state=State.UNKNOWN))
    asked = status(Delivery(state=State.UNKNOWN, asked_at=clock.now()))
    assert (looking.needs, looking.moving) == ("", True)
    assert (asked.needs, asked.moving) == (ANSWER, False)


def test_a_failure_names_its_reason_and_offers_a_retry() -> None:
    said = status(Delivery(state=State.FAILED, last_error="The token has expired."))
    assert "The token has expired." in said.sentence
    assert said.needs == RETRY


def test_a_network_that_said_later_is_told_to_the_author() -> None:
    said = status(Delivery(state=State.QUEUED, attempts=2, last_error="Too many requests"))
    assert "Too many requests" in said.sentence
    assert said.moving


def test_what_a_pause_holds_waits_for_a_person() -> None:
    assert status(Delivery(state=State.PAUSED)).needs == RELEASE


def test_an_unfinished_edit_speaks_for_its_channel_and_a_finished_one_does_not() -> None:
    sent, edit = Delivery(state=State.SENT), Delivery(state=State.FAILED, verb=Verb.REVISE)
    spoken = channel_status([sent, edit])
    assert spoken is not None
    assert spoken[0] is edit
    edit.state = State.SENT
    spoken = channel_status([sent, edit])
    assert spoken is not None
    assert spoken[0] is sent


def test_a_removal_has_the_last_word() -> None:
    rows = [
        Delivery(state=State.SENT),
        Delivery(state=State.QUEUED, verb=Verb.REVISE),
        Delivery(state=State.SENT, verb=Verb.REMOVE),
    ]
    spoken = channel_status(rows)
    assert spoken is not None
    assert spoken[1].badge == "gone"


def test_a_cancelled_delivery_speaks_only_when_nothing_else_does() -> None:
    old, new = Delivery(state=State.CANCELLED), Delivery(state=State.QUEUED)
    assert channel_status([]) is None
    alone, both = channel_status([old]), channel_status([old, new])
    assert alone is not None
    assert alone[1].badge == "gone"
    assert both is not None
    assert both[0] is new
