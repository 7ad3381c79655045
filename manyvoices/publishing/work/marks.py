"""Writing down an outcome. Each is one conditional update: a row taken over meanwhile is left alone."""

from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from django.db import transaction

from manyvoices.core import clock
from manyvoices.core.markup.text import usable
from manyvoices.core.work.claiming import still_held
from manyvoices.networks.contract import Receipt
from manyvoices.publishing import history, holding
from manyvoices.publishing.models import Delivery, Happened, Post, State, Verb
from manyvoices.publishing.work.budget import is_spent
from manyvoices.publishing.work.reconnecting import stop_channel
from manyvoices.publishing.work.timing import Timing

FREE = {"taken_by": None, "taken_until": None}
LONGEST_NAME = 500


@transaction.atomic
def sent(row: Delivery, worker: int, receipt: Receipt) -> bool:
    """Live, with what the network calls it. A post's first delivery also dates the post."""
    now = clock.now()
    done = _mark(
        row,
        worker,
        Happened.SENT,
        state=State.SENT,
        sent_at=now,
        due_at=None,
        done_at=now,
        remote_id=usable(receipt.remote_id)[:LONGEST_NAME],
        url=_page(receipt.url),
        last_error="",
    )
    if done:
        holding.revive(row.channel_id, now)
        if row.verb == Verb.PUBLISH:
            Post.objects.filter(pk=row.post_id, published_at=None).update(published_at=now)
    return done


@transaction.atomic
def unknown(row: Delivery, worker: int, due: datetime, because: str, first_wait: float = 5.0) -> bool:
    """It may have arrived: looked for at `due`. The channel has one failure more."""
    change = {"state": State.UNKNOWN, "due_at": due, "settled_at": due}
    done = _mark(row, worker, Happened.UNKNOWN, because, **change)
    if done:
        holding.count_failure(row.channel_id, clock.now(), first_wait)
    return done


@transaction.atomic
def ask_a_person(row: Delivery, worker: int, because: str = "") -> bool:
    """No look-up can tell: the author is asked with two buttons."""
    return _mark(row, worker, Happened.LOOKED, because, asked_at=clock.now(), due_at=None)


@transaction.atomic
def queue_again(row: Delivery, worker: int, due: datetime, because: str) -> bool:
    """Certainly not accepted, and worth another try at `due`."""
    return _mark(row, worker, Happened.WAITS, because, state=State.QUEUED, due_at=due)


@transaction.atomic
def look_again(row: Delivery, worker: int, timing: Timing, because: str) -> bool:
    """The look-up itself could not tell: looked for again later, and in the end a person is asked."""
    now = clock.now()
    if now - (row.sending_at or now) > timing.within:
        return ask_a_person(row, worker, because)
    return _mark(row, worker, Happened.LOOKED, because, due_at=now + timing.wait(row.attempts))


@transaction.atomic
def not_there(row: Delivery, worker: int, timing: Timing) -> bool:
    """Looked for and provably absent: sent again, at once after the first call, unless the budget is spent."""
    wait = timing.wait(row.tries) if row.tries > 1 else timedelta(0)
    return _again(row, worker, timing, wait, "looked for and not there")


@transaction.atomic
def refused_for_now(
    row: Delivery, worker: int, timing: Timing, because: str, asked: timedelta | None, *, busy: bool
) -> bool:
    """Nothing was accepted: this call, or what prepares it, was in vain. `busy` is the whole account: all its posts wait."""
    row.tries, now = row.tries + 1, clock.now()
    wait = timing.wait(row.tries, asked)
    if not _again(row, worker, timing, wait, because):
        return False
    if busy:
        holding.hold(row.channel_id, now + wait, holding.ASKED)
    holding.count_failure(row.channel_id, now, timing.first_wait)
    return True


@transaction.atomic
def failed(row: Delivery, worker: int, because: str, *, reconnect: bool = False) -> bool:
    """Certainly not accepted and not worth another try by itself; the channel may need its owner."""
    now = clock.now()
    if reconnect:
        stop_channel(row.channel_id, because)
    done = _mark(row, worker, Happened.FAILED, because, state=State.FAILED, due_at=None, dead_at=now)
    if done:
        holding.revive(row.channel_id, now)  # it answered, clearly
    return done


@transaction.atomic
def broke(row: Delivery, worker: int, timing: Timing, because: str) -> bool:
    """A fault of our own. Committed as `sending` it may have left and is looked for; else it is tried again, not for ever."""
    fresh = still_held(row, worker).first()
    if fresh is None:
        return False
    if fresh.state == State.SENDING:
        due = fresh.settled_at or clock.now()
        return _mark(row, worker, Happened.UNKNOWN, because, state=State.UNKNOWN, due_at=due)
    if fresh.state == State.UNKNOWN:
        return look_again(fresh, worker, timing, because)
    fresh.tries += 1
    return _again(fresh, worker, timing, timing.wait(fresh.tries), because)


def _again(row: Delivery, worker: int, timing: Timing, wait: timedelta, because: str) -> bool:
    now, tries = clock.now(), row.tries
    if is_spent(row, now, timing):
        gone = {"state": State.FAILED, "due_at": None, "dead_at": now, "tries": tries}
        return _mark(row, worker, Happened.FAILED, because, **gone)
    return _mark(row, worker, Happened.WAITS, because, state=State.QUEUED, due_at=now + wait, tries=tries)


def _mark(row: Delivery, worker: int, happened: Happened, because: str = "", **change: Any) -> bool:
    """Changes the row and frees it, if `worker` still holds it, and tells it in the same transaction."""
    fields = {"last_error": history.reason(because), **FREE, **change}
    if not still_held(row, worker).update(**fields):
        return False
    history.tell(row.pk, happened, because=because, next_at=change.get("due_at"))
    return True


def _page(url: str) -> str:
    """Where people see it, if it is an address that a page may link to whole; a network chooses these words."""
    try:
        is_web = urlsplit(url).scheme in {"http", "https"}
    except ValueError:
        return ""
    return usable(url) if is_web and len(url) <= LONGEST_NAME else ""
