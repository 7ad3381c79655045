"""A pause holds whatever way a post comes: the ways are read from the code, and a new one fails here until it is tried."""

import pytest

from manyvoices.pauses.actions.lift_pause import lift_pause
from manyvoices.pauses.actions.place_pause import place_pause
from manyvoices.publishing.models import Delivery, State, Verb
from manyvoices.publishing.tests.conftest import stage
from manyvoices.publishing.tests.stage import Stage
from tests.cast import Cast
from tests.house.source import Source, parsed
from tests.pausing_tries import TRIES, Try
from tests.publish_entries import callers_of, calls_of, entries, reasons_of

__all__ = ["stage"]  # the fixture
SENDING = "manyvoices/publishing/work/sending.py"


# promise E4
def test_every_publish_entry_is_tried() -> None:
    assert entries().keys() == TRIES.keys(), (
        "A way to publish has come or gone. Add how it is used under a pause to tests/pausing_tries.py: "
        f"{ {path: sorted(why) for path, why in entries().items() if path not in TRIES} }"
    )


# promise E4
@pytest.mark.parametrize(
    "one", [one for several in TRIES.values() for one in several], ids=lambda one: one.__name__
)
def test_no_entry_publishes_a_promotion_under_a_pause(cast: Cast, stage: Stage, one: Try) -> None:
    """Only edits and removals of what stands already may flow."""
    steps = one(cast, stage)
    next(steps)
    before, standing = list(stage.network.published), sent()
    pause = place_pause(actor=cast.ada, reason="a train stands still")
    assert next(steps, "done") == "done"
    stage.work()
    stage.later()
    stage.later()
    assert (stage.network.published, sent()) == (before, standing)
    lift_pause(actor=cast.ada, pause=pause)
    stage.later()
    assert stage.network.published == before, "nothing leaves by itself when a pause is lifted"


def sent() -> set[int]:
    """The publications that stand there."""
    rows = Delivery.objects.filter(verb=Verb.PUBLISH, state=State.SENT)
    return set(rows.values_list("pk", flat=True))


# promise E4
def test_one_place_calls_networks_and_it_stands_behind_the_fence() -> None:
    """A second caller of an adapter, of the fence or of the native notes would be a way around it."""
    assert calls_of("publish", on="network") == calls_of("publish") == {SENDING}
    assert callers_of("commit_sending") == {SENDING}
    assert callers_of("publish_note") == {"manyvoices/federation/adapter.py"}
    assert calls_of("deliver") == callers_of("depart") == {"manyvoices/federation/work/dispatches.py"}


@pytest.mark.parametrize(
    "code",
    [
        "Delivery(post=post)",
        "Delivery.objects.bulk_create(rows)",
        "rows.update(state=State.QUEUED)",
        'change = {"state": State.SENT if arrived else State.FAILED}',
        "release_post(actor=actor, post=post, revision=1)",
    ],
)
def test_a_new_way_to_publish_is_noticed(code: str) -> None:
    """The reader of the code is not blind: each of these in a new file would have to be tried."""
    assert list(reasons_of(Source("manyvoices/library/new.py", code, parsed(code))))


def test_looking_at_a_state_is_no_way_to_publish() -> None:
    code = "Delivery.objects.filter(state=State.QUEUED)\nx = Q(state__in=[State.SENT])"
    assert not list(reasons_of(Source("manyvoices/library/new.py", code, parsed(code))))
