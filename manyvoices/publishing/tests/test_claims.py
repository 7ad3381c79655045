"""Two claims of one worker on the same row: after a sleep, or a clock that jumped, the earlier one is nobody's any more."""

from datetime import timedelta

import pytest

from manyvoices.core import clock
from manyvoices.core.work.loop import take_over_from_the_dead
from manyvoices.networks.contract import Rejected, TryLater
from manyvoices.publishing.models import Delivery, State
from manyvoices.publishing.tests.stage import Happening, Stage, fail, nothing, released, state
from manyvoices.publishing.work.passing import commit_sending
from tests.cast import Cast

LONG = timedelta(days=1)


@pytest.fixture
def claims(cast: Cast, stage: Stage, monkeypatch: pytest.MonkeyPatch) -> tuple[Delivery, Delivery]:
    """The row as claimed before the clock jumped a day ahead, and as claimed again since."""
    released(cast.bo, cast.bo_voice)
    (before,) = stage.claim()
    with monkeypatch.context() as patched:
        patched.setattr(clock, "now", lambda now=clock.now: now() + LONG)
        assert take_over_from_the_dead([stage.kind], stage.worker) == 1
    (since,) = stage.claim()
    return before, since


# promise A2
# promise B1
@pytest.mark.parametrize("preparing", [nothing, fail(TryLater("busy")), fail(Rejected("too long"))])
def test_the_earlier_claim_changes_nothing(
    claims: tuple[Delivery, Delivery], stage: Stage, preparing: Happening
) -> None:
    before, since = claims
    assert commit_sending(since, stage.worker, timedelta(seconds=5), {}) is not None
    stage.network.preparing = preparing
    stage.handle([before])
    assert (state(since), since.taken_by) == (State.SENDING, stage.worker)
    assert stage.network.published == []


# promise A2
# promise B1
def test_the_earlier_claim_asks_nobody_about_what_is_under_way(
    claims: tuple[Delivery, Delivery], stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, since = claims
    commit_sending(since, stage.worker, timedelta(seconds=5), {})
    monkeypatch.setattr(clock, "now", lambda now=clock.now: now() + LONG)
    stage.handle([before])
    assert (state(since), since.taken_by) == (State.SENDING, stage.worker)


# promise A2
# promise B1
def test_only_the_later_claim_passes_the_fence(claims: tuple[Delivery, Delivery], stage: Stage) -> None:
    before, since = claims
    stage.handle([before])
    assert (state(since), stage.network.published) == (State.QUEUED, [])
    stage.handle([since])
    assert (state(since), stage.network.published) == (State.SENT, [since.key])
