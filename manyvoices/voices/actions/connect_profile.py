"""A voice is present on a network to which only its person can post: no key, just where the profile is."""

from django.db import transaction
from django.utils.translation import gettext as _

from manyvoices.core import audit, clock
from manyvoices.core.refusals import Conflict, Invalid
from manyvoices.networks import registry
from manyvoices.people.models import Person
from manyvoices.people.queries import rights
from manyvoices.voices.agreeing import agree_to_channel
from manyvoices.voices.models import Channel, ChannelState, Voice
from manyvoices.voices.permissions import may_keep

LONGEST = 200


@transaction.atomic
def connect_profile(
    *, actor: Person, voice: Voice, network: str, profile: str, agreed_in: str = ""
) -> Channel:
    """The channel, active; one that was closed is opened again. Connecting twice changes nothing more.

    `profile` is the address of the profile there. For a person's own voice that person agrees to the wording shown in
    the language `agreed_in`. Refused to whoever does not keep the voice, Conflict for a closed one, Invalid.
    """
    may_keep(rights(actor), voice)
    if voice.closed_at is not None:
        raise Conflict(_("This voice is closed; it gets no new channels."))
    address, link = _address(network, profile)
    if voice.belongs_to_person and not agreed_in:
        raise Invalid(agree=_("Your own voice needs your yes to these two sentences."))
    channel, is_new = Channel.objects.get_or_create(
        voice=voice,
        network=network,
        address=address,
        defaults={"connected_by": actor, "connected_at": clock.now(), "options": {"profile": link}},
    )
    if not is_new and channel.state == ChannelState.ACTIVE:
        return channel
    channel.connected_by, channel.state = actor, ChannelState.ACTIVE
    channel.state_reason, channel.closed_at = "", None
    channel.save(update_fields=["connected_by", "state", "state_reason", "closed_at"])
    if voice.belongs_to_person:
        agree_to_channel(actor, channel, language=agreed_in)
    audit.record(actor=actor, verb="connect_profile", target=channel, voice=voice.pk, network=network)
    return channel


def _address(network: str, profile: str) -> tuple[str, str]:
    """As people read it, and as a link."""
    place = registry.by_hand(network)
    if place is None:
        raise Invalid(network=_("Choose one of the networks."))
    try:
        link = place.link(profile)
    except ValueError:
        raise Invalid(
            profile=_("This is no address on %(network)s. Write it like %(example)s.")
            % {"network": place.name, "example": place.profile}
        ) from None
    address = link.removeprefix("https://").removeprefix("www.").split("?", 1)[0].rstrip("/")
    if len(address) > LONGEST:
        raise Invalid(profile=_("This address is too long. Leave out what comes behind the name."))
    return address, link
