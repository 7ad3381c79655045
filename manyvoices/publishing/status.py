"""What a delivery's state means for its author: a badge, a sentence, and what to do. Pure: no query, no clock."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from operator import itemgetter

from django.utils.translation import gettext as _

from manyvoices.publishing.consent_gone import CONSENT_GONE
from manyvoices.publishing.models import Delivery, State, Verb

# What a person can do about it; empty where nothing is needed.
ANSWER, RETRY, RELEASE, DECIDE, SHARE = "answer", "retry", "release", "decide", "share"
MOVING = frozenset({State.QUEUED, State.SENDING, State.UNKNOWN})
# It has not left: it may be changed, put off or cancelled.
STILL_HERE = (State.QUEUED, State.PAUSED, State.FAILED, State.LATE, State.HANDED)


@dataclass(frozen=True)
class Status:
    """`badge` names a badge of components/badge.html; `needs` is "", "answer", "retry", "release", "decide" or "share".

    `what_to_do` is empty where nobody has to do anything; `moving` says that it may change by itself soon.
    """

    badge: str
    sentence: str
    what_to_do: str = ""
    needs: str = ""
    moving: bool = False


def status(delivery: Delivery) -> Status:
    """The status of one delivery by itself, in every state and for every verb."""
    if delivery.state == State.UNKNOWN and delivery.asked_at is not None:
        return _asked()
    return _STATUS[State(delivery.state)](delivery)


def channel_status(deliveries: Sequence[Delivery]) -> tuple[Delivery, Status] | None:
    """The delivery that says how a post stands on one channel, with its status; None when nothing was ever sent there.

    `deliveries` are those of one post on one channel, oldest first. The newest edit or removal speaks for the
    channel while it is unfinished or failed; after that the publication itself, or the finished removal. Of a thread the
    first part that a person has to do something about speaks, else the first that is not live yet, and says how many are.
    """
    parts = [_part_status(rows) for rows in _by_part(deliveries)]
    if len(parts) < 2:
        return parts[0] if parts else None
    live = sum(said.badge == "live" for _row, said in parts)
    unlike = [part for part in parts if part[1].badge != "live"]
    speaking, said = next((part for part in unlike if part[1].needs), (unlike or parts)[0])
    if {one.badge for _row, one in parts} == {"gone"}:
        return speaking, said
    return speaking, replace(said, sentence=_of_thread(speaking, said, live, len(parts)))


def _of_thread(speaking: Delivery, said: Status, live: int, parts: int) -> str:
    facts = {"live": live, "parts": parts, "part": speaking.part, "sentence": said.sentence}
    if live == parts:
        return _("Live, all %(parts)s parts of the thread.") % facts
    if live == 0:
        return _("A thread of %(parts)s parts. %(sentence)s") % facts
    return _("%(live)s of %(parts)s parts are live. Part %(part)s: %(sentence)s") % facts


def _by_part(deliveries: Sequence[Delivery]) -> list[list[Delivery]]:
    """The rows of each part. A part that an edit left out counts as long as its removal is not done."""
    rows = [row for row in deliveries if row.state != State.CANCELLED] or list(deliveries)[-1:]
    dropped = {row.pk for row in rows if row.dropped_at is not None}
    parts: dict[tuple[int, int], list[Delivery]] = {}
    for row in rows:
        of = row.pk if row.pk in dropped else row.parent_id if row.parent_id in dropped else 0
        parts.setdefault((row.part, of or 0), []).append(row)
    gone = {of for (_part, of), told in parts.items() if of and _part_status(told)[1].badge == "gone"}
    return [told for (_part, of), told in sorted(parts.items(), key=itemgetter(0)) if of not in gone]


def _part_status(rows: Sequence[Delivery]) -> tuple[Delivery, Status]:
    removals = [row for row in rows if row.verb == Verb.REMOVE]
    edits = [row for row in rows if row.verb == Verb.REVISE and row.state != State.SENT]
    speaking = (removals or edits or [row for row in rows if row.verb == Verb.PUBLISH] or rows)[-1]
    return speaking, status(speaking)


def _queued(delivery: Delivery) -> Status:
    sentences = {
        Verb.PUBLISH: _("Waits for its time."),
        Verb.REVISE: _("Live with the old words; your edit leaves in a moment."),
        Verb.REMOVE: _("Will be taken back in a moment."),
    }
    sentence = sentences[Verb(delivery.verb)]
    if delivery.attempts and delivery.last_error:
        sentence = _("The network did not take it yet; it is tried again by itself. It said: %(reason)s") % {
            "reason": delivery.last_error
        }
    return Status("queued", sentence, moving=True)


def _sending(delivery: Delivery) -> Status:
    sentences = {
        Verb.PUBLISH: _("Is leaving right now."),
        Verb.REVISE: _("Your edit is leaving right now."),
        Verb.REMOVE: _("Is being taken back right now."),
    }
    return Status("sending", sentences[Verb(delivery.verb)], moving=True)


def _unknown(delivery: Delivery) -> Status:
    return Status(
        "checking",
        _("The network did not say whether it arrived. We look before we send anything twice."),
        moving=True,
    )


def _asked() -> Status:
    return Status(
        "checking",
        _("It may have arrived, and this network cannot tell us."),
        _("Look there yourself, then say what you saw."),
        ANSWER,
    )


def _sent(delivery: Delivery) -> Status:
    if delivery.verb == Verb.REMOVE:
        return Status("gone", _("Taken back."))
    if delivery.verb == Verb.REVISE:
        return Status("live", _("Live, with your edit."))
    return Status("live", _("Live."))


def _failed(delivery: Delivery) -> Status:
    if delivery.last_error == CONSENT_GONE:
        return _unwanted()
    sentences = {
        Verb.PUBLISH: _("It did not leave. The reason: %(reason)s"),
        Verb.REVISE: _("It is live with the old words; the edit was refused: %(reason)s"),
        Verb.REMOVE: _("It could not be taken back: %(reason)s"),
    }
    reason = delivery.last_error or _("the network gave none.")
    return Status(
        "failed",
        sentences[Verb(delivery.verb)] % {"reason": reason},
        _("Mend the reason, then try again."),
        RETRY,
    )


def _unwanted() -> Status:
    return Status(
        "failed",
        _("Stopped: there is no yes to publishing on this channel any more. Nothing of it left."),
        _("Make it a draft, or say yes again under My consents and try again."),
        RETRY,
    )


def _paused(delivery: Delivery) -> Status:
    return Status(
        "paused",
        _("Held back by a pause. Nothing leaves by itself when the pause ends."),
        _("Once the pause is lifted: release it, or make it a draft."),
        RELEASE,
    )


def _late(delivery: Delivery) -> Status:
    return Status(
        "late",
        _("Its time passed while nothing could leave. Nothing is sent late without you."),
        _("Send it now, give it a new time, or make it a draft."),
        DECIDE,
    )


def _handed(delivery: Delivery) -> Status:
    said, to_do = {
        Verb.PUBLISH: (
            _("Ready for you: this network lets no software post for a person."),
            _("Open it, post it there, and say that it is done."),
        ),
        Verb.REVISE: (
            _("The words changed here; there only you can change them."),
            _("Open it, change it there, and say that it is done."),
        ),
        Verb.REMOVE: (
            _("Taken back here; there only you can delete it."),
            _("Open it, delete it there, and say that it is done."),
        ),
    }[Verb(delivery.verb)]
    return Status("handed", said, to_do, SHARE)


def _cancelled(delivery: Delivery) -> Status:
    return Status("gone", _("Never left."))


_STATUS = {
    State.QUEUED: _queued,
    State.SENDING: _sending,
    State.UNKNOWN: _unknown,
    State.SENT: _sent,
    State.FAILED: _failed,
    State.PAUSED: _paused,
    State.CANCELLED: _cancelled,
    State.LATE: _late,
    State.HANDED: _handed,
}
