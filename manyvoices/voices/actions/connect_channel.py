"""A voice becomes present on a network."""

from django.db import transaction
from django.utils.translation import gettext as _

from manyvoices.core import audit, clock
from manyvoices.core.refusals import Conflict, Invalid
from manyvoices.people.models import Person
from manyvoices.people.queries import rights
from manyvoices.voices.agreeing import agree_to_channel
from manyvoices.voices.models import Channel, ChannelState, Voice
from manyvoices.voices.permissions import may_look_after

# Networks that need nothing but the wish. The native one comes with the voice.
BY_REQUEST = frozenset({"sandbox"})


@transaction.atomic
def connect_channel(*, actor: Person, voice: Voice, network: str, agreed_in: str = "") -> Channel:
    """The channel, active; one that was closed is opened again. Connecting twice changes nothing.

    For a person's own voice that person agrees to the wording shown in the language `agreed_in`. Refused to
    whoever does not look after the voice; Invalid for networks that cannot be had by request.
    """
    may_look_after(rights(actor), voice)
    if network not in BY_REQUEST:
        raise Invalid(network=_("This network cannot be connected here."))
    if voice.closed_at is not None:
        raise Conflict(_("This voice is closed; it gets no new channels."))
    if voice.belongs_to_person and not agreed_in:
        raise Invalid(agree=_("Your own voice needs your yes to these two sentences."))
    channel, is_new = Channel.objects.get_or_create(
        voice=voice,
        network=network,
        address=f"{voice.handle}@{network}",
        defaults={"connected_by": actor, "connected_at": clock.now()},
    )
    if not is_new and channel.state == ChannelState.ACTIVE:
        return channel
    Channel.objects.filter(pk=channel.pk).update(
        state=ChannelState.ACTIVE, state_reason="", closed_at=None, connected_by=actor
    )
    channel.refresh_from_db()
    if voice.belongs_to_person:
        agree_to_channel(actor, channel, language=agreed_in)
    audit.record(actor=actor, verb="connect_channel", target=channel, voice=voice.pk, network=network)
    return channel
