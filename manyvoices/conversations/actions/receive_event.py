"""Somebody's program knocks at a webhook's door."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import F

from manyvoices.conversations.intake_document import MOST_BYTES, BadDocument, read
from manyvoices.conversations.models import Arrival, Intake, IntakeKind, IntakeRefusal
from manyvoices.conversations.signatures import Forged, check
from manyvoices.core import clock
from manyvoices.core.tokens import hashed

COUNTED_EVERY = timedelta(seconds=1)


class NotTaken(Exception):
    """The request was refused with this status; `code` is stable, the text a sentence for who built the sender."""

    def __init__(self, status: int, code: str, says: str) -> None:
        super().__init__(says)
        self.status, self.code = status, code


@dataclass(frozen=True)
class Receipt:
    """The event is stored, and was just now if `is_new`."""

    event: str
    is_new: bool


def receive_event(*, token: str, body: bytes, timestamp: str, signature: str) -> Receipt:
    """The receipt, once the event stands in the database word for word; the worker makes a message of it.

    The same event again, signed anew, is one event. Raises NotTaken: 404 for no such door, 401 for a signature that is
    missing, forged or old, 409 for the very same request again and for another event of the same id, 413, 400. What is
    refused at a door that is there is noted on its page.
    """
    intake = Intake.objects.filter(token=token, kind=IntakeKind.WEBHOOK, ended_at=None).first()
    if intake is None:
        raise NotTaken(404, "no-such-intake", "There is no open webhook at this address.")
    try:
        return _received(intake, body, timestamp, signature, clock.now())
    except NotTaken as refused:
        _note(intake, refused, clock.now())
        raise


def _received(intake: Intake, body: bytes, timestamp: str, signature: str, now: datetime) -> Receipt:
    if len(body) > MOST_BYTES:
        raise NotTaken(413, "too-large", f"At most {MOST_BYTES} bytes are read.")
    try:
        accepted = check(
            secrets=(intake.secret, intake.old_secret),
            timestamp=timestamp,
            signature=signature,
            body=body,
            now=now,
        )
        event = read(body, now)
    except Forged as forged:
        raise NotTaken(401, forged.code, str(forged)) from None
    except BadDocument as bad:
        raise NotTaken(400, bad.code, str(bad)) from None
    row = Arrival(
        intake=intake,
        event_id=event.id,
        body=body.decode(),
        digest=hashed(body.decode()),
        signature=accepted,
        at=now,
        due_at=now,
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        return _again(row)
    return Receipt(event.id, True)


def _again(row: Arrival) -> Receipt:
    known = Arrival.objects.get(intake=row.intake, event_id=row.event_id)
    if known.signature == row.signature:
        raise NotTaken(
            409, "replayed", "This very request was taken before. Nothing was stored again; all is well."
        )
    if known.digest != row.digest:
        raise NotTaken(
            409, "other-words", "This id came before with other words. For an edit, send “edited_at” along."
        )
    return Receipt(row.event_id, False)


def _note(intake: Intake, refused: NotTaken, now: datetime) -> None:
    """Once a second at most: whoever knocks in vain writes no more than that."""
    known = IntakeRefusal.objects.filter(intake=intake, because=refused.code)
    last, said = known.first(), str(refused)[:300]
    if last is None:
        row = IntakeRefusal(intake=intake, because=refused.code, said=said, at=now)
        IntakeRefusal.objects.bulk_create([row], ignore_conflicts=True)
    elif last.at < now - COUNTED_EVERY:
        known.update(at=now, said=said, times=F("times") + 1)
