"""Letters and the place to go on are stored together, so that a crash between the two loses nothing and doubles nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from manyvoices.conversations.actions.store_elsewhere import store_elsewhere
from manyvoices.conversations.intakes import EMAIL
from manyvoices.conversations.models import Arrival, Intake, IntakeGap, Message
from manyvoices.core.tokens import hashed
from manyvoices.networks.contract import Arrived


@dataclass(frozen=True)
class Broken:
    """A letter that cannot be read: its number in the mailbox, and why."""

    uid: str
    because: str


@transaction.atomic
def store_letters(
    *,
    intake: int,
    cursor: str,
    following: str,
    letters: Sequence[Arrived],
    broken: Sequence[Broken],
    asked_at: datetime,
    renumbered: bool = False,
) -> bool:
    """Whether they are stored: False when somebody went on from `cursor` meanwhile, or closed the door; then nothing is.

    A letter is known by its Message-ID, so that it is there once, whichever mailboxes it lies in. `renumbered` is written
    down as a gap: what the server lost when it numbered its letters anew cannot be asked for.
    """
    row = Intake.objects.select_for_update(of=("self",)).select_related("unit").get(pk=intake)
    if row.cursor != cursor or row.ended_at is not None:
        return False
    store_elsewhere(unit=row.unit, network=EMAIL, arrived=letters, now=asked_at)
    found = Message.objects.filter(network=EMAIL, remote_id__in={one.remote_id for one in letters})
    by_name = dict(found.values_list("remote_id", "pk"))
    came = [
        Arrival(
            intake=row,
            event_id=hashed(one.remote_id),
            message_id=by_name.get(one.remote_id),
            at=asked_at,
            done_at=asked_at,
        )
        for one in letters
    ]
    dead = [
        Arrival(intake=row, event_id=one.uid, at=asked_at, dead_at=asked_at, last_error=one.because)
        for one in broken
    ]
    Arrival.objects.bulk_create([*came, *dead], ignore_conflicts=True)
    if renumbered:
        _note_gap(row, asked_at)
    row.cursor, row.checked_at, row.failing_since = following, asked_at, None
    row.save(update_fields=["cursor", "checked_at", "failing_since"])
    return True


def _note_gap(row: Intake, until: datetime) -> None:
    gap = IntakeGap(
        intake=row,
        since=row.checked_at or row.made_at,
        until=until,
        because="The mail server numbered its letters anew (UIDVALIDITY). What it still has was read again.",
    )
    IntakeGap.objects.bulk_create([gap], ignore_conflicts=True)
