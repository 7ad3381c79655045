"""Add times of the week at which channels speak."""

from collections.abc import Collection
from datetime import time

from django.db import transaction
from django.utils.translation import gettext as _

from manyvoices.core import audit, clock
from manyvoices.core.refusals import Invalid
from manyvoices.core.zones import known_zones
from manyvoices.people.models import Person
from manyvoices.people.queries import rights
from manyvoices.publishing.models import QueueSlot
from manyvoices.voices.models import ChannelState, Voice
from manyvoices.voices.permissions import may_look_after

MOST = 100  # slots of one channel: more would be a flood


def add_slots(
    *,
    actor: Person,
    voice: Voice,
    weekdays: Collection[int],
    time: time,
    time_zone: str,
    channels: Collection[int],
) -> int:
    """How many slots are new; one that stands already is left alone. Refused to who does not look after the voice.

    Raises Invalid for no weekday, no channel of the voice, an unknown zone, or more than 100 slots of a channel.
    """
    may_look_after(rights(actor), voice)
    chosen = set(
        voice.channels.filter(pk__in=channels, state=ChannelState.ACTIVE).values_list("pk", flat=True)
    )
    days = sorted(set(weekdays))
    _check(days, chosen, time_zone)
    with transaction.atomic():
        made = _made(actor, chosen, days, time, time_zone)
        if made:
            audit.record(
                actor=actor,
                verb="add_slots",
                target=voice,
                time=f"{time:%H:%M}",
                zone=time_zone,
                weekdays=days,
                channels=sorted(chosen),
            )
    return made


def _made(actor: Person, chosen: set[int], days: list[int], at: time, zone: str) -> int:
    standing = QueueSlot.objects.filter(channel__in=chosen, ended_at=None)
    there = set(standing.values_list("channel", "weekday", "time"))
    fresh = [(pk, day) for pk in sorted(chosen) for day in days if (pk, day, at) not in there]
    _refuse_flood(chosen, [pk for pk, *_rest in there], [pk for pk, _day in fresh])
    now = clock.now()
    slots = [
        QueueSlot(channel_id=pk, weekday=day, time=at, time_zone=zone, made_by=actor, made_at=now)
        for pk, day in fresh
    ]
    return len(QueueSlot.objects.bulk_create(slots, ignore_conflicts=True))


def _check(days: list[int], chosen: set[int], time_zone: str) -> None:
    if not days or not set(days) <= set(range(7)):
        raise Invalid(weekdays=_("Choose at least one weekday."))
    if not chosen:
        raise Invalid(channels=_("Choose at least one channel."))
    if time_zone not in known_zones():
        raise Invalid(time_zone=_("Choose a time zone such as Europe/Berlin."))


def _refuse_flood(chosen: set[int], there: list[int], fresh: list[int]) -> None:
    if any(there.count(pk) + fresh.count(pk) > MOST for pk in chosen):
        raise Invalid(
            time=_("A channel has at most %(most)d slots a week. Remove one first.") % {"most": MOST}
        )
