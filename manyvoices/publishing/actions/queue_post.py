"""Release a draft at the next free slot of its channels."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from manyvoices.core.refusals import Conflict, Invalid
from manyvoices.people.models import Person
from manyvoices.publishing.actions.release_post import release_post
from manyvoices.publishing.approving import check_release
from manyvoices.publishing.freeing import free_forsaken
from manyvoices.publishing.models import Post, QueueSlot, SlotUse
from manyvoices.publishing.permissions import may_change
from manyvoices.publishing.queries.slots import free_turn
from manyvoices.voices.models import ChannelState

TRIES = 20  # so many others may press in the same moment


def queue_post(*, actor: Person, post: Post, revision: int) -> Post:
    """The released post, planned for the next slot that is free on all its channels; those without slots go along.

    Two who press at once never get the same slot: the constraint refuses the second, who takes the next one. Raises
    Refused, Conflict as `release_post` does, and Invalid where no slot is free.
    """
    may_change(actor, post)
    check_release(actor, post)
    channels = list(post.channels.filter(state=ChannelState.ACTIVE).values_list("pk", flat=True))
    slots = QueueSlot.objects.filter(channel__in=channels, ended_at=None)
    free_forsaken(list(slots.values_list("pk", flat=True)))
    for _turn in range(TRIES):
        released = _at_next_turn(actor, post, revision, channels)
        if released is not None:
            return released
    raise Conflict(_("Others took each free slot a moment before you. Press again, or choose a time."))


def _at_next_turn(actor: Person, post: Post, revision: int, channels: list[int]) -> Post | None:
    """The released post; None when somebody took the slot a moment earlier."""
    turn = free_turn(channels)
    if turn is None:
        raise Invalid(
            scheduled_at=_(
                "There is no free slot that fits all chosen channels. Set slots for the voice, choose fewer "
                "channels, or plan a time."
            )
        )
    with transaction.atomic():
        try:
            with transaction.atomic():
                uses = [SlotUse(slot_id=slot, at=turn.at, post=post) for slot in turn.slots]
                SlotUse.objects.bulk_create(uses)
        except IntegrityError:
            return None
        return release_post(actor=actor, post=post, revision=revision, wall=turn.wall, time_zone=turn.zone)
