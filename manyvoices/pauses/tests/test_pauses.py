"""Placing and lifting a pause."""

import pytest
from django.db import connection, transaction

from manyvoices.core.models import AuditRow, World
from manyvoices.core.refusals import Conflict, Invalid, Refused
from manyvoices.pauses import fence
from manyvoices.pauses.actions.lift_pause import lift_pause
from manyvoices.pauses.actions.place_pause import place_pause
from manyvoices.pauses.kinds import Covers, PostKind, stops
from manyvoices.pauses.models import Pause
from manyvoices.people.models import RoleName
from tests.cast import Cast, role


def stopped(kind: str, unit: int, world: str = World.LIVE) -> bool:
    return fence.stopping(fence.standing(world), kind=kind, unit=unit) is not None


def test_a_pause_stands_with_who_when_and_why(cast: Cast) -> None:
    pause = place_pause(actor=cast.ada, reason="  a train stands still ")
    assert (pause.reason, pause.placed_by, pause.ended_at, pause.confirmed_at) == (
        "a train stands still",
        cast.ada,
        None,
        None,
    )
    assert stopped("promotion", cast.operations.pk)
    assert AuditRow.objects.get(verb="place_pause").target_id == pause.pk


# promise E5
def test_a_thumb_that_presses_twice_places_one_pause(cast: Cast) -> None:
    assert place_pause(actor=cast.ada, reason="why") == place_pause(actor=cast.ada, reason="why")
    assert Pause.objects.count() == AuditRow.objects.filter(verb="place_pause").count() == 1


def test_the_shell_may_pause(cast: Cast) -> None:
    assert place_pause(actor=None, reason="from the shell").placed_by is None


def test_most_people_may_neither_pause_nor_lift(cast: Cast) -> None:
    for other in (cast.bo, cast.cleo, cast.dan, cast.eve):
        with pytest.raises(Refused):
            place_pause(actor=other, reason="why")
    pause = place_pause(actor=cast.ada, reason="why")
    for other in (cast.bo, cast.cleo, cast.dan, cast.eve):
        with pytest.raises(Refused):
            lift_pause(actor=other, pause=pause)
    assert Pause.objects.filter(ended_at=None).count() == 1


def test_a_crisis_lead_of_a_unit_pauses_that_unit_and_no_more(cast: Cast) -> None:
    role(cast.cleo, RoleName.CRISIS_LEAD, cast.operations)
    place_pause(actor=cast.cleo, reason="smoke in the depot", unit=cast.operations)
    for unit in (None, cast.root, cast.elsewhere):
        with pytest.raises(Refused):
            place_pause(actor=cast.cleo, reason="why", unit=unit)
    assert stopped("promotion", cast.operations.pk)
    assert not stopped("promotion", cast.elsewhere.pk)


@pytest.mark.parametrize(("reason", "covers"), [(" ", Covers.PROMOTIONAL), ("why", "everything")])
def test_a_pause_needs_a_reason_and_a_known_extent(cast: Cast, reason: str, covers: str) -> None:
    with pytest.raises(Invalid):
        place_pause(actor=cast.ada, reason=reason, covers=covers)
    assert not Pause.objects.exists()


# promise E5
def test_a_pause_is_lifted_once_and_kept(cast: Cast) -> None:
    pause = place_pause(actor=cast.ada, reason="why")
    lifted = lift_pause(actor=cast.ada, pause=pause, reason="the line is clear")
    assert (lifted.ended_by, lifted.end_reason) == (cast.ada, "the line is clear")
    with pytest.raises(Conflict):
        lift_pause(actor=cast.ada, pause=pause)
    assert not stopped("promotion", cast.root.pk)
    assert Pause.objects.count() == 1


def test_lifting_one_of_two_leaves_the_other(cast: Cast) -> None:
    first = place_pause(actor=cast.ada, reason="a train stands still")
    place_pause(actor=cast.ada, reason="a storm comes")
    lift_pause(actor=cast.ada, pause=first)
    assert stopped("promotion", cast.root.pk)


def test_worlds_do_not_mix(cast: Cast) -> None:
    place_pause(actor=cast.ada, reason="drill", world=World.DRILL)
    assert stopped("promotion", cast.root.pk, World.DRILL)
    assert not stopped("promotion", cast.root.pk, World.LIVE)


@pytest.mark.parametrize("kind", PostKind)
def test_what_each_extent_stops(kind: str) -> None:
    assert stops(Covers.PROMOTIONAL, kind) == (kind in {"promotion", "story"})
    assert stops(Covers.ALL_BUT_CRISIS, kind) == (kind != "crisis")


# promise E3
def test_in_doubt_it_is_paused() -> None:
    assert stops(Covers.PROMOTIONAL, "of a newer version")
    with pytest.raises(ValueError, match="of a newer version"):
        stops("of a newer version", "promotion")


def test_a_tree_that_bites_its_tail_is_read_to_its_end(cast: Cast) -> None:
    """No page makes such a tree, but a pause must not hang on one."""
    type(cast.root).objects.filter(pk=cast.operations.pk).update(parent=cast.operations)
    Pause.objects.create(unit=cast.operations, reason="why", placed_at=cast.organisation.set_up_at)
    assert stopped("promotion", cast.operations.pk)


@pytest.mark.django_db(transaction=True)
def test_the_fence_is_the_outermost_transaction() -> None:
    """Inside another one it would commit later than it says."""
    for fenced in (fence.shared, fence.exclusive):
        with pytest.raises(RuntimeError, match="durable"), transaction.atomic(), fenced():
            pass
    with fence.shared():
        assert connection.in_atomic_block
