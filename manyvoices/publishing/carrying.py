"""How new words reach the parts of a thread on one channel, wherever each part stands. In the caller's transaction."""

from collections.abc import Sequence
from datetime import datetime

from manyvoices.core import clock
from manyvoices.publishing import history
from manyvoices.publishing.follow_ups import follow_up
from manyvoices.publishing.models import Delivery, Happened, State, Variant, Verb
from manyvoices.publishing.status import STILL_HERE
from manyvoices.publishing.threads import own_text, rows_for, said


def carry(rows: Sequence[Delivery], new: Variant, texts: Sequence[str]) -> None:
    """Gives each of `rows` (the standing parts, in order) its text of `texts`; what is missing is published below the
    last part, what is left over is cancelled or deleted.
    """
    Delivery.objects.filter(pk__in=[row.pk for row in rows]).update(parts=len(texts))
    threaded = len(rows) > 1 or len(texts) > 1
    for row, text in zip(rows, texts, strict=False):
        row.parts = len(texts)
        _change(row, new, own_text(text, new), quietly=threaded)
    for row in reversed(rows[len(texts) :]):
        _drop(row, new)
    if len(texts) > len(rows):
        _grow(rows[-1], new, texts[len(rows) :])


def _change(row: Delivery, new: Variant, text: str, *, quietly: bool) -> None:
    """New words for one part; `quietly` leaves a part alone that says already what it is to say."""
    still_here = Delivery.objects.filter(pk=row.pk, taken_by=None, state__in=STILL_HERE)
    if still_here.update(variant=new, text=text, prepared={}):
        return
    _overtake(row, new)
    if quietly and _says_so_already(row, new, text):
        return
    follow_up(row, Verb.REVISE, new, new.made_by, text)


def _overtake(row: Delivery, new: Variant) -> None:
    """A queued edit of the part that has not left yet is overtaken by what comes now."""
    overtaken = Delivery.objects.filter(parent=row, verb=Verb.REVISE, state=State.QUEUED, taken_by=None)
    history.change_all(overtaken, Happened.CANCELLED, by=new.made_by, state=State.CANCELLED, due_at=None)


def _says_so_already(row: Delivery, new: Variant, text: str) -> bool:
    edits = Delivery.objects.filter(parent=row, verb=Verb.REVISE).exclude(state=State.CANCELLED)
    last = edits.select_related("variant").order_by("-id").first() or row
    return (
        last.state != State.FAILED
        and said(last) == (text or new.text)
        and last.variant.content_warning == new.content_warning
        and last.variant.language == new.language
    )


def _drop(row: Delivery, new: Variant) -> None:
    still_here = Delivery.objects.filter(pk=row.pk, taken_by=None, state__in=STILL_HERE)
    if history.change_all(still_here, Happened.CANCELLED, by=new.made_by, state=State.CANCELLED, due_at=None):
        return
    _overtake(row, new)
    Delivery.objects.filter(pk=row.pk).update(dropped_at=clock.now())
    follow_up(row, Verb.REMOVE, row.variant, new.made_by, row.text)


def _grow(last: Delivery, new: Variant, texts: Sequence[str]) -> None:
    due = _due_with(last)
    rows = rows_for(last.channel, new, texts, due, last)
    Delivery.objects.bulk_create(rows)
    history.tell_all([row.pk for row in rows], Happened.QUEUED, next_at=due, by=new.made_by)


def _due_with(last: Delivery) -> datetime:
    """When the thread is planned for later, its new parts are planned with it."""
    now = clock.now()
    return max(last.due_at, now) if last.due_at is not None and last.state == State.QUEUED else now
