"""The fence before the call: everything that may forbid a send is asked in the transaction that commits `sending`."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.db.models import F

from manyvoices.core import clock
from manyvoices.core.refusals import Refused
from manyvoices.core.work.claiming import is_held
from manyvoices.networks.contract import Pace
from manyvoices.pauses import fence
from manyvoices.people.models import Purpose
from manyvoices.people.queries import consented
from manyvoices.publishing import attached, history, holding
from manyvoices.publishing.approving import check_leaving
from manyvoices.publishing.consent_gone import CONSENT_GONE
from manyvoices.publishing.models import Delivery, Happened, State, Verb
from manyvoices.voices.models import ChannelState


def commit_sending(
    row: Delivery, worker: int, settles: timedelta, steps: Mapping[str, Any], pace: Pace | None = None
) -> float | None:
    """Commits `sending` when nothing forbids it; else the row is paused, cancelled, put off or failed with the reason.

    `settles` from now an outcome that stays unknown may be looked for; `pace` is how often the account may be called.
    Returns the moment (clock.elapsed) of passing the fence, None when the row was held back. A row not held by `worker`
    is left alone.
    """
    with fence.shared():
        passed = clock.elapsed()
        fresh = fresh_row(row)
        if not is_held(fresh, row, worker) or fresh.state != State.QUEUED:
            return None
        kept_back = forbidden(fresh) or _held(fresh)
        if kept_back:
            rest(fresh, kept_back)
        else:
            _send(fresh, settles, steps, pace)
            history.tell(row.pk, Happened.CALLED)
    return None if kept_back else passed


def rest(row: Delivery, change: Mapping[str, Any]) -> None:
    """Writes and tells a change by which no worker holds the row any more. In the caller's transaction."""
    free = {"taken_by": None, "taken_until": None, "due_at": None}
    Delivery.objects.filter(pk=row.pk).update(**free | dict(change))
    because = change.get("last_error", "")
    history.tell(row.pk, _HAPPENED[change["state"]], because=because, next_at=change.get("due_at"))


def fresh_row(row: Delivery) -> Delivery:
    """The row with all that may forbid it to leave."""
    return Delivery.objects.select_related(
        "post__voice__person",
        "post__released_by",
        "post__prepared_by",
        "post__cover",
        "channel",
        "parent",
        "after",
    ).get(pk=row.pk)


def _send(row: Delivery, settles: timedelta, steps: Mapping[str, Any], pace: Pace | None) -> None:
    now = clock.now()
    Delivery.objects.filter(pk=row.pk).update(
        state=State.SENDING,
        sending_at=now,
        settled_at=now + settles,
        prepared=dict(steps),
        tries=F("tries") + 1,
        asked_at=None,
    )
    holding.count_call(row.channel_id, pace, now)


def _held(row: Delivery) -> dict[str, Any] | None:
    """The change that puts the row off because its channel was held since it was claimed."""
    until = holding.held_until(row.channel_id, clock.now())
    return {"state": State.QUEUED, "due_at": until} if until else None


_HAPPENED = {
    State.QUEUED: Happened.WAITS,
    State.PAUSED: Happened.PAUSED,
    State.CANCELLED: Happened.CANCELLED,
    State.FAILED: Happened.FAILED,
    State.HANDED: Happened.HANDED,
}


def forbidden(row: Delivery) -> dict[str, Any] | None:
    """The change that keeps the row back, or None when it may go."""
    if row.verb != Verb.PUBLISH:
        return _nothing_to_change(row)
    pause = fence.stopping(fence.standing(row.world), kind=row.kind, unit=row.post.voice.unit_id)
    if pause is not None:
        return {"state": State.PAUSED, "last_error": "held back by a pause"}
    if row.post.removed_at is not None:
        return {"state": State.CANCELLED, "last_error": "the post was taken back"}
    reason = _no_longer_allowed(row)
    return {"state": State.FAILED, "last_error": reason} if reason else None


def _nothing_to_change(row: Delivery) -> dict[str, Any] | None:
    """An edit or a delete flows during a pause, but only after something was published."""
    parent = row.parent
    if parent is None or parent.state != State.SENT:
        return {"state": State.CANCELLED, "last_error": "the post never left"}
    if row.verb == Verb.REVISE and row.post.removed_at is not None:
        return {"state": State.CANCELLED, "last_error": "the post was taken back"}
    return None


def _no_longer_allowed(row: Delivery) -> str:
    """Why the post may not leave any more, asked at the last moment; empty when it may."""
    return (
        _place_missing(row)
        or _part_before_unknown(row)
        or _releaser_missing(row)
        or _consent_missing(row)
        or _rights_over(row)
    )


def _place_missing(row: Delivery) -> str:
    """Why the channel or the voice takes no post at the moment; empty when both do."""
    voice = row.post.voice
    if row.channel.state != ChannelState.ACTIVE:
        return f"The channel {row.channel.address} is not connected any more. Connect it again, then retry."
    if voice.closed_at is not None or voice.resting_since is not None:
        return "The voice rests. Wake it, then retry."
    if voice.hidden_since is not None:
        return "The voice is hidden. Show it again, then retry."
    return ""


def _part_before_unknown(row: Delivery) -> str:
    """Why this part of a thread has nothing to hang below; empty when it has, or is the first."""
    if row.after is not None and not row.after.remote_id:
        return (
            "The part before it is there, but not what the network calls it, so this one cannot hang below it. "
            "Post it there by hand, or delete the thread and publish it again."
        )
    return ""


def _releaser_missing(row: Delivery) -> str:
    """Why whoever released the post may not speak as the voice any more; empty when they may."""
    person = row.post.released_by
    if person is None or not person.is_active:
        return "The person who released this post is not with us any more."
    try:
        check_leaving(row.post)
    except Refused as refused:
        return str(refused)
    return ""


def _rights_over(row: Delivery) -> str:
    """Why what the post shows may not be used any more; empty when it may."""
    over = attached.ending(attached.files_of(row.post), clock.now(), row.post.time_zone)
    return attached.rights_over(over[0]) if over else ""


def _consent_missing(row: Delivery) -> str:
    """Why the person behind the voice does not agree to this channel any more; empty for shared voices."""
    voice = row.post.voice
    if voice.person_id and not consented(voice.person_id, Purpose.PUBLISH, row.channel_id):
        return CONSENT_GONE
    return ""
