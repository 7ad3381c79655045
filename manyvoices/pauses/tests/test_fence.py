"""What stands, whom it stops, and that the fence has a transaction of its own."""

import pytest
from django.db import transaction

from manyvoices.core import clock
from manyvoices.core.models import World
from manyvoices.pauses import fence
from manyvoices.pauses.kinds import Covers, PostKind
from manyvoices.pauses.models import Pause
from manyvoices.people.models import Unit, UnitKind
from tests.cast import Cast


def placed(**fields: object) -> Pause:
    """A pause that stands."""
    return Pause.objects.create(reason="accident", placed_at=clock.now(), **fields)


def stopped(unit: Unit, kind: str = PostKind.STORY, world: str = World.LIVE) -> bool:
    """Whether a post of a voice of `unit` would be held now."""
    return fence.stopping(fence.standing(world), kind=kind, unit=unit.pk) is not None


def test_a_pause_of_all_stops_every_unit(cast: Cast) -> None:
    assert not stopped(cast.operations)
    placed()
    assert stopped(cast.operations)
    assert stopped(cast.elsewhere)
    assert not stopped(cast.operations, PostKind.HELP)


def test_a_pause_of_a_unit_stops_it_and_all_below_and_nobody_else(cast: Cast) -> None:
    team = Unit.objects.create(parent=cast.operations, kind=UnitKind.TEAM, name="Night line")
    placed(unit=cast.operations)
    assert stopped(cast.operations)
    assert stopped(team)
    assert not stopped(cast.elsewhere)
    assert not stopped(cast.root)


def test_a_lifted_pause_stops_nothing(cast: Cast) -> None:
    placed(ended_at=clock.now())
    assert not stopped(cast.operations)


def test_worlds_are_apart(cast: Cast) -> None:
    """A drill's pause stops only drill posts."""
    placed(world=World.DRILL)
    assert not stopped(cast.operations)
    assert stopped(cast.operations, world=World.DRILL)


def test_two_pauses_both_count(cast: Cast) -> None:
    placed(unit=cast.elsewhere)
    placed(unit=cast.operations, covers=Covers.ALL_BUT_CRISIS)
    assert stopped(cast.operations, PostKind.SERVICE)
    assert not stopped(cast.elsewhere, PostKind.SERVICE)


@pytest.mark.parametrize("side", [fence.shared, fence.exclusive])
def test_the_fence_refuses_to_stand_inside_another_transaction(db: None, side: object) -> None:
    """Its lock would be held, and its commit wait, for as long as the outer one lasts."""
    with transaction.atomic(), pytest.raises(RuntimeError, match="durable"), side():  # type: ignore[operator]
        pass
