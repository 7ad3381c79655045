"""Pauses from the shell: nobody is signed in, so whoever may start a command on this machine may pause."""

import json as json_format
import time
from collections.abc import Iterator

from django.db.models import QuerySet

from manyvoices.core.models import World
from manyvoices.core.refusals import Conflict, Invalid
from manyvoices.pauses.actions.confirm_pauses import confirm_pauses
from manyvoices.pauses.actions.lift_pause import lift_pause
from manyvoices.pauses.actions.place_pause import place_pause
from manyvoices.pauses.in_flight import in_flight
from manyvoices.pauses.models import Covers, Pause
from manyvoices.shell.problems import USAGE, Problem

LOOK_EVERY = 0.25


def on(reason: str, *, all_but_crisis: bool) -> None:
    """Place a pause. Raises Problem without a reason."""
    try:
        place_pause(
            actor=None, reason=reason, covers=Covers.ALL_BUT_CRISIS if all_but_crisis else Covers.PROMOTIONAL
        )
    except Invalid as invalid:
        raise Problem(f"{invalid} Add --reason.", USAGE) from None


def off(reason: str) -> None:
    """Lift every standing pause of the whole organisation. Doing it twice does nothing more."""
    for pause in standing().filter(unit=None):
        try:
            lift_pause(actor=None, pause=pause, reason=reason)
        except Conflict:
            continue  # somebody lifted it at this moment, which is what was wanted


def wait_for_confirmation(seconds: float) -> bool:
    """Whether every standing pause is confirmed, after waiting at most `seconds` for it."""
    until = time.monotonic() + seconds
    confirm_pauses()
    while standing().filter(confirmed_at=None).exists():
        if time.monotonic() >= until:
            return False
        time.sleep(LOOK_EVERY)
        confirm_pauses()
    return True


def lines(*, json: bool) -> Iterator[str]:
    """One line for each standing pause."""
    found = list(standing())
    if not found and not json:
        yield "No pause stands: posts flow."
    for pause in found:
        yield json_format.dumps(facts(pause)) if json else sentence(pause)


def sentence(pause: Pause) -> str:
    """A pause for people."""
    where = str(pause.unit) if pause.unit else "the whole organisation"
    state = "confirmed" if pause.confirmed_at else f"not confirmed yet, {in_flight(pause)} may still arrive"
    return f"Paused for {where} since {pause.placed_at:%Y-%m-%d %H:%M} UTC ({state}): {pause.reason}"


def facts(pause: Pause) -> dict[str, object]:
    """A pause for programs."""
    return {
        "id": pause.pk,
        "covers": pause.covers,
        "unit": str(pause.unit) if pause.unit else None,
        "reason": pause.reason,
        "placed_at": pause.placed_at.isoformat(),
        "confirmed_at": pause.confirmed_at.isoformat() if pause.confirmed_at else None,
    }


def standing() -> QuerySet[Pause]:
    """The live pauses that stand, oldest first."""
    return Pause.objects.filter(world=World.LIVE, ended_at=None).order_by("placed_at")
