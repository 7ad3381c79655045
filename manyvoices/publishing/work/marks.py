"""Writing down an outcome. Each is one conditional update: a row taken over meanwhile is left alone."""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from manyvoices.core import clock
from manyvoices.networks.contract import Receipt
from manyvoices.publishing.models import Delivery, Post, State, Verb
from manyvoices.voices.actions.ask_to_reconnect import ask_to_reconnect

FREE = {"taken_by": None, "taken_until": None}


def sent(row: Delivery, worker: int, receipt: Receipt) -> bool:
    """Live, with what the network calls it. A post's first delivery also dates the post."""
    now = clock.now()
    with transaction.atomic():
        done = _mine(row, worker).update(
            state=State.SENT,
            sent_at=now,
            due_at=None,
            done_at=now,
            remote_id=receipt.remote_id[:500],
            url=receipt.url[:500],
            last_error="",
            **FREE,
        )
        if done and row.verb == Verb.PUBLISH:
            Post.objects.filter(pk=row.post_id, published_at=None).update(published_at=now)
    return bool(done)


def unknown(row: Delivery, worker: int, due: datetime, because: str) -> bool:
    """It may have arrived: looked for at `due`."""
    return bool(
        _mine(row, worker).update(
            state=State.UNKNOWN, due_at=due, settled_at=due, last_error=because[:1000], **FREE
        )
    )


def ask_a_person(row: Delivery, worker: int) -> bool:
    """No look-up can tell: the author is asked with two buttons."""
    return bool(_mine(row, worker).update(asked_at=clock.now(), due_at=None, **FREE))


def queue_again(row: Delivery, worker: int, due: datetime, because: str) -> bool:
    """Certainly not accepted, and worth another try at `due`."""
    return bool(_mine(row, worker).update(state=State.QUEUED, due_at=due, last_error=because[:1000], **FREE))


def look_again(row: Delivery, worker: int, due: datetime, because: str) -> bool:
    """The look-up itself could not tell: looked for again at `due`."""
    return bool(_mine(row, worker).update(due_at=due, last_error=because[:1000], **FREE))


def failed(row: Delivery, worker: int, because: str, *, reconnect: bool = False) -> bool:
    """Certainly not accepted and not worth another try by itself; the channel may need its owner."""
    with transaction.atomic():
        if reconnect:
            ask_to_reconnect(channel=row.channel_id, because=because)
        return bool(
            _mine(row, worker).update(
                state=State.FAILED, due_at=None, dead_at=clock.now(), last_error=because[:1000], **FREE
            )
        )


def _mine(row: Delivery, worker: int) -> "QuerySet[Delivery]":
    return Delivery.objects.filter(pk=row.pk, taken_by=worker)
