"""A channel that is not spoken to for a while: why, and for how long. The rows of all its posts wait together."""

from datetime import datetime, timedelta

from django.db.models import F, Q, QuerySet

from manyvoices.core.work.pacing import back_off
from manyvoices.networks.contract import Pace
from manyvoices.publishing.models import ChannelFlow

# Why: its network asked us to, it failed again and again, or it had as many calls as its network likes.
ASKED, PARKED, PACED = "asked", "parked", "paced"
# So many calls in a row fail before the channel is left alone; then one row at a time knocks.
PARKED_AFTER = 3
LONGEST_HOLD = timedelta(hours=7)
FIRST_PARK = 6  # times the first wait of a row


def held_now(now: datetime) -> "QuerySet[ChannelFlow]":
    """The channels that are held. A hold further away than any may be comes from a wrong clock, and counts no more."""
    return ChannelFlow.objects.filter(held_until__gt=now, held_until__lte=now + LONGEST_HOLD)


def held_until(channel: int, now: datetime) -> datetime | None:
    """Until when this channel is held; None when it is free."""
    return held_now(now).filter(channel=channel).values_list("held_until", flat=True).first()


def hold(channel: int, until: datetime, because: str) -> None:
    """Nothing is sent there before `until`; a longer hold that stands is kept."""
    ChannelFlow.objects.get_or_create(channel_id=channel)
    shorter = Q(held_until=None) | Q(held_until__lt=until) | Q(held_until__gt=until + LONGEST_HOLD)
    ChannelFlow.objects.filter(shorter, channel=channel).update(held_until=until, held_because=because)


def count_failure(channel: int, now: datetime, first_wait: float) -> None:
    """One more call in a row that failed without proof of a fault of the post; from the third the channel is parked."""
    ChannelFlow.objects.get_or_create(channel_id=channel)
    flow = ChannelFlow.objects.filter(channel=channel)
    flow.update(failures=F("failures") + 1)
    failures = flow.values_list("failures", flat=True).get()
    if failures >= PARKED_AFTER:
        wait = back_off(failures - PARKED_AFTER + 1, FIRST_PARK * first_wait)
        hold(channel, now + wait, PARKED)


def revive(channel: int, now: datetime) -> None:
    """The channel took something: whatever it failed before, it is spoken to as ever."""
    failing = ChannelFlow.objects.filter(channel=channel, failures__gt=0)
    failing.update(failures=0, last_success_at=now)
    # The end of the hold is kept: what waited for it is not overdue.
    ChannelFlow.objects.filter(channel=channel, held_because=PARKED, held_until__gt=now).update(
        held_until=now
    )


def count_call(channel: int, pace: Pace | None, now: datetime) -> None:
    """One call leaves; the last one that `pace` allows holds the channel until its time is over."""
    if pace is None:
        return
    flow = ChannelFlow.objects.get_or_create(channel_id=channel)[0]
    began = flow.counted_from
    if began is None or not now - pace.within < began <= now:
        began = now
        ChannelFlow.objects.filter(channel=channel).update(counted_from=now, calls=0)
    ChannelFlow.objects.filter(channel=channel).update(calls=F("calls") + 1)
    if ChannelFlow.objects.filter(channel=channel, calls__gte=pace.calls).exists():
        hold(channel, began + pace.within, PACED)
