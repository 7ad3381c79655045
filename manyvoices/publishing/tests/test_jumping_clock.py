"""The clock is set forward while a post settles: a look-up that comes too early proves nothing."""

import pytest

from manyvoices.core import clock
from manyvoices.networks.contract import Unknown
from manyvoices.publishing.models import State
from manyvoices.publishing.tests.stage import Stage, fail, nothing, released, state
from manyvoices.publishing.work.checking import CLOCK_WAS_SET
from tests.cast import Cast


# promise B1
def test_not_there_is_no_proof_right_after_the_clock_was_set(
    cast: Cast, stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage.network.before = fail(Unknown("the connection was lost"))
    row = released(cast.bo, cast.bo_voice)
    stage.work()
    stage.network.before = nothing
    monkeypatch.setattr(clock.steadiness, "seconds", lambda: 0.2)
    stage.later()
    assert (state(row), row.last_error) == (State.UNKNOWN, CLOCK_WAS_SET)
    assert stage.network.published == []
    monkeypatch.setattr(clock.steadiness, "seconds", lambda: 3600.0)
    stage.later()
    assert state(row) == State.SENT
    assert stage.network.published == [row.key]


# promise B1
def test_what_is_there_is_believed_at_once(cast: Cast, stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    stage.network.after = fail(Unknown("the connection was lost"))
    row = released(cast.bo, cast.bo_voice)
    stage.work()
    monkeypatch.setattr(clock.steadiness, "seconds", lambda: 0.2)
    stage.later()
    assert state(row) == State.SENT
    assert stage.network.published == [row.key]
