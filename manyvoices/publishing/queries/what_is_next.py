"""What will become of a delivery, and when: the sentence under its history."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from manyvoices.core.models import Worker
from manyvoices.core.work.readiness import SILENT_AFTER
from manyvoices.pauses import fence
from manyvoices.publishing.holding import ASKED, PACED, held_now
from manyvoices.publishing.models import Delivery, State, Verb
from manyvoices.publishing.status import STILL_HERE, status
from manyvoices.voices.models import ChannelState

SOON = timedelta(seconds=5)


@dataclass(frozen=True)
class Next:
    """`said` is a sentence; with `at` it has a place `%(at)s` for that moment."""

    said: str
    at: datetime | None = None

    def as_text(self, shown: Callable[[datetime], str]) -> str:
        """The sentence with its moment as `shown` writes it."""
        return self.said % {"at": shown(self.at)} if self.at else self.said


def what_is_next(delivery: Delivery, now: datetime) -> Next:
    """What happens next by itself, or what a person has to do."""
    if delivery.state == State.QUEUED:
        return _queued(delivery, now)
    if delivery.state == State.SENDING:
        return _sending(delivery)
    if delivery.state == State.UNKNOWN and delivery.asked_at is None:
        return _without_worker(now) or _at(
            delivery.due_at,
            now,
            _("We look on the network at %(at)s whether it arrived, before anything is repeated."),
            _("We look on the network within seconds whether it arrived, before anything is repeated."),
        )
    if delivery.state == State.SENT:
        return Next(_("Nothing more: it arrived."))
    if delivery.state == State.CANCELLED:
        return Next(_("Nothing more: it never leaves."))
    return Next(_("Nothing by itself.") + " " + status(delivery).what_to_do)


def _queued(delivery: Delivery, now: datetime) -> Next:
    return (
        _without_worker(now)
        or _behind_an_elder(delivery)
        or _not_yet(delivery, now)
        or _channel_away(delivery)
        or _held(delivery, now)
        or _paused(delivery)
        or Next(_("It leaves within seconds."))
    )


def _sending(delivery: Delivery) -> Next:
    if delivery.settled_at is None:
        return Next(_("The call is under way."))
    return Next(
        _("The call is under way. Should no answer come, we look from %(at)s on whether it arrived."),
        delivery.settled_at,
    )


def _without_worker(now: datetime) -> Next | None:
    if Worker.objects.filter(beat_at__gt=now - SILENT_AFTER).exists():
        return None
    return Next(_("Nothing, until Manyvoices runs again: no worker gives a sign of life."))


def _behind_an_elder(delivery: Delivery) -> Next | None:
    before = Delivery.objects.filter(post=delivery.post_id, channel=delivery.channel_id, pk__lt=delivery.pk)
    unfinished = [*STILL_HERE, State.SENDING, State.UNKNOWN]
    if delivery.verb != Verb.PUBLISH or delivery.after_id:
        elder = before.filter(state__in=unfinished).order_by("-pk").first()
        if elder is not None and elder.state != State.FAILED:
            return Next(_("It waits until delivery %(number)s before it is finished.") % {"number": elder.pk})
    return None


def _not_yet(delivery: Delivery, now: datetime) -> Next | None:
    if delivery.due_at is None or delivery.due_at <= now + SOON:
        return None
    if delivery.tries:
        return Next(_("It is tried again by itself at %(at)s."), delivery.due_at)
    return Next(_("It leaves by itself at %(at)s."), delivery.due_at)


def _channel_away(delivery: Delivery) -> Next | None:
    if delivery.channel.state == ChannelState.ACTIVE:
        return None
    return Next(_("It will not leave: its channel is not connected. Connect it again, then send it."))


def _held(delivery: Delivery, now: datetime) -> Next | None:
    flow = held_now(now).filter(channel=delivery.channel_id).first()
    if flow is None:
        return None
    reasons = {
        ASKED: _("Its network asked us to wait. It is tried again by itself at %(at)s."),
        PACED: _("Its channel had as many calls as its network likes. It leaves by itself at %(at)s."),
    }
    parked = _("Its channel failed again and again and is left alone. It is tried again by itself at %(at)s.")
    return Next(reasons.get(flow.held_because, parked), flow.held_until)


def _paused(delivery: Delivery) -> Next | None:
    if delivery.verb != Verb.PUBLISH:
        return None
    unit = delivery.post.voice.unit_id
    if fence.stopping(fence.standing(delivery.world), kind=delivery.kind, unit=unit) is None:
        return None
    return Next(_("A pause stands: it is held back until somebody releases it."))


def _at(at: datetime | None, now: datetime, later: str, soon: str) -> Next:
    return Next(later, at) if at and at > now + SOON else Next(soon)
