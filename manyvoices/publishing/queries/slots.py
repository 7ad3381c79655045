"""The slots of channels, and the next free one."""

from collections.abc import Collection

from django.db.models import QuerySet

from manyvoices.core import clock
from manyvoices.core.refusals import NotThere
from manyvoices.publishing.models import QueueSlot, SlotUse
from manyvoices.publishing.slots import Turn, Weekly, next_turn
from manyvoices.voices.models import Channel, Voice


def slots_of(voice: Voice) -> "QuerySet[QueueSlot]":
    """The standing slots of the voice's channels, in the order of the week."""
    rows = QueueSlot.objects.filter(channel__voice=voice, ended_at=None).select_related("channel")
    return rows.order_by("weekday", "time", "time_zone", "channel")


def slot_of(voice: Voice, pk: int) -> QueueSlot:
    """A standing slot of the voice. Raises NotThere."""
    found = slots_of(voice).filter(pk=pk).first()
    if found is None:
        raise NotThere
    return found


def free_turn(channels: Collection[int]) -> Turn | None:
    """The next moment at which each of these channels that has slots at all has a free one; None when there is none."""
    now = clock.now()
    rows = QueueSlot.objects.filter(channel__in=channels, ended_at=None)
    slots = [Weekly(row.pk, row.channel_id, row.weekday, row.time, row.time_zone) for row in rows]
    uses = SlotUse.objects.filter(slot__in=[slot.pk for slot in slots], freed_at=None, at__gt=now)
    return next_turn(slots, set(uses.values_list("slot", "at")), now)


def have_slots(channels: Collection[int]) -> set[int]:
    """Those of the channels that have a standing slot."""
    rows = QueueSlot.objects.filter(channel__in=channels, ended_at=None)
    return set(rows.values_list("channel", flat=True))


def channels_to_slot(voice: Voice) -> "QuerySet[Channel]":
    """The active channels of a voice, for choosing where a slot stands."""
    return voice.channels.filter(state="active").order_by("id")
