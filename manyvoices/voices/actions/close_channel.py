"""A voice leaves a network."""

from django.db import transaction
from django.utils.translation import gettext as _

from manyvoices.core import audit, clock
from manyvoices.core.refusals import Invalid
from manyvoices.people.models import Person
from manyvoices.people.queries import rights
from manyvoices.voices.models import Channel, ChannelState
from manyvoices.voices.permissions import may_keep


@transaction.atomic
def close_channel(*, actor: Person, channel: Channel) -> None:
    """Close a channel; nothing more leaves through it. One that is closed stays as it is.

    Refused to whoever does not keep the voice; Invalid for the native channel, which lives as long as it.
    """
    may_keep(rights(actor), channel.voice)
    if channel.network == "native":
        raise Invalid(network=_("A voice keeps its own address. Let the voice rest instead."))
    still_open = Channel.objects.filter(pk=channel.pk).exclude(state=ChannelState.CLOSED)
    if still_open.update(state=ChannelState.CLOSED, closed_at=clock.now()):
        audit.record(actor=actor, verb="close_channel", target=channel, voice=channel.voice_id)
