"""Placing, confirming and lifting a pause."""

import pytest

from manyvoices import wiring
from manyvoices.core.models import AuditRow
from manyvoices.core.refusals import Conflict, Invalid, Refused
from manyvoices.core.wired import wired
from manyvoices.pauses.actions.confirm_pauses import confirm_pauses
from manyvoices.pauses.actions.lift_pause import lift_pause
from manyvoices.pauses.actions.place_pause import place_pause
from manyvoices.pauses.models import Pause
from tests.cast import Cast


def in_flight(count: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """As if `count` covered deliveries were on their way."""
    monkeypatch.setattr(wiring, "IN_FLIGHT", {"deliveries": "tests.in_flight"})
    wired.cache_clear()
    monkeypatch.setattr("manyvoices.pauses.in_flight.wired", lambda path: lambda pause: count)


def test_ada_stops_posts_and_the_record_says_why(cast: Cast) -> None:
    pause = place_pause(actor=cast.ada, reason=" train stuck Wels-Linz ")
    assert pause.reason == "train stuck Wels-Linz"
    assert pause.ended_at is None
    assert AuditRow.objects.get(verb="place_pause").actor_id == cast.ada.pk


def test_the_shell_stops_posts_without_a_person(cast: Cast) -> None:
    assert place_pause(actor=None, reason="web is down").placed_by is None


@pytest.mark.parametrize("name", ["bo", "cleo", "dan", "eve"])
def test_nobody_without_the_role_stops_posts(cast: Cast, name: str) -> None:
    with pytest.raises(Refused):
        place_pause(actor=getattr(cast, name), reason="because I can")
    assert not Pause.objects.exists()


@pytest.mark.parametrize(("reason", "covers"), [("  ", "promotional"), ("accident", "everything")])
def test_a_pause_needs_a_reason_and_a_known_reach(cast: Cast, reason: str, covers: str) -> None:
    with pytest.raises(Invalid):
        place_pause(actor=cast.ada, reason=reason, covers=covers)


# promise E1
def test_a_pause_is_confirmed_only_when_nothing_is_in_flight(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    pause = place_pause(actor=cast.ada, reason="accident")
    in_flight(1, monkeypatch)
    assert confirm_pauses() == 0
    in_flight(0, monkeypatch)
    assert confirm_pauses() == 1
    pause.refresh_from_db()
    first = pause.confirmed_at
    assert first is not None
    assert confirm_pauses() == 0
    pause.refresh_from_db()
    assert pause.confirmed_at == first


def test_a_pause_is_lifted_once(cast: Cast) -> None:
    """The second of two leads is told, and the first one's reason stands."""
    pause = place_pause(actor=cast.ada, reason="accident")
    lift_pause(actor=cast.ada, pause=pause, reason="track is clear")
    with pytest.raises(Conflict):
        lift_pause(actor=cast.ada, pause=pause, reason="me too")
    pause.refresh_from_db()
    assert pause.end_reason == "track is clear"
    assert AuditRow.objects.filter(verb="lift_pause").count() == 1


def test_bo_cannot_lift_what_ada_placed(cast: Cast) -> None:
    pause = place_pause(actor=cast.ada, reason="accident")
    with pytest.raises(Refused):
        lift_pause(actor=cast.bo, pause=pause)
    pause.refresh_from_db()
    assert pause.ended_at is None
