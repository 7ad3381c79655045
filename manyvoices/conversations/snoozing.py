"""Hiding a conversation for a while, and why it comes back on top. Pure; the promise to answer runs on meanwhile."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from manyvoices.conversations.reply_due import LATEST, Answer, Phase, Promise, Standing, standing

HEADS_UP = timedelta(minutes=15)  # what is snoozed comes back this long before it is due


class Back(StrEnum):
    """Why a conversation lies on top."""

    ANSWER_FAILED = "answer_failed"
    ANSWER_UNKNOWN = "answer_unknown"
    WROTE = "wrote"  # the customer, since it was snoozed
    LATE = "late"
    DUE_SOON = "due_soon"
    SNOOZE_OVER = "snooze_over"


@dataclass(frozen=True, slots=True)
class Snooze:
    """Hidden since `at`, until a moment or (None) until the customer writes."""

    at: datetime
    until: datetime | None


def back_at(snooze: Snooze, promise: Promise | None) -> datetime | None:
    """When a snoozed conversation comes back by itself: then, or a quarter of an hour before it is due, if sooner.

    Snoozed later than that it comes back when it is due; snoozed when it is late, at the chosen moment. None: only
    when the customer writes.
    """
    due = promise.due_at if promise is not None and promise.phase == Phase.RUNNING else None
    warnings = [due - HEADS_UP, due] if due is not None else []
    soonest = next((moment for moment in warnings if moment > snooze.at), LATEST)
    found = min(soonest, snooze.until or LATEST)
    return None if found == LATEST else found


def on_top(
    promise: Promise | None,
    now: datetime,
    *,
    snooze: Snooze | None = None,
    wrote_at: datetime | None = None,
    answer: Answer | None = None,
) -> Back | None:
    """Why the conversation comes back on top now, the strongest reason first; None if it does not.

    `wrote_at` is the customer's last message, `answer` our last answer. An answer that failed or whose outcome nobody
    knows brings it back whether it is snoozed or not.
    """
    if answer is not None and answer.state in {"failed", "unknown"}:
        return Back.ANSWER_FAILED if answer.state == "failed" else Back.ANSWER_UNKNOWN
    if snooze is None:
        return None
    if wrote_at is not None and wrote_at > snooze.at:
        return Back.WROTE
    moment = back_at(snooze, promise)
    if moment is None or now < moment:
        return None
    if snooze.until is not None and now >= snooze.until:
        return Back.SNOOZE_OVER
    return Back.LATE if promise is not None and standing(promise, now) == Standing.LATE else Back.DUE_SOON
