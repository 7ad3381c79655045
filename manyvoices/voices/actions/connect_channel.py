"""A voice becomes present on a network."""

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from manyvoices import wiring
from manyvoices.core import audit, clock
from manyvoices.core.refusals import Conflict, Invalid
from manyvoices.core.wired import wired
from manyvoices.people.models import Person
from manyvoices.people.queries import rights
from manyvoices.voices.agreeing import agree_to_channel
from manyvoices.voices.models import Channel, ChannelState, Voice
from manyvoices.voices.permissions import may_keep


@transaction.atomic
def connect_channel(
    *, actor: Person, voice: Voice, network: str, behaviour: str = "accept", agreed_in: str = ""
) -> Channel:
    """The channel, active; one that was closed is opened again. Connecting twice changes nothing more.

    `behaviour` is what a practice account does with posts; asked again with another one, it changes. For a person's
    own voice that person agrees to the wording shown in the language `agreed_in`. Refused to whoever does not keep
    the voice; Invalid for networks that cannot be had by request.
    """
    may_keep(rights(actor), voice)
    if network not in wiring.ON_REQUEST:
        raise Invalid(network=_("This network cannot be connected here."))
    if voice.closed_at is not None:
        raise Conflict(_("This voice is closed; it gets no new channels."))
    if voice.belongs_to_person and not agreed_in:
        raise Invalid(agree=_("Your own voice needs your yes to these two sentences."))
    address = f"{voice.handle}@{network}"
    secret, options = _account(network, address, behaviour)
    channel, is_new = Channel.objects.get_or_create(
        voice=voice,
        network=network,
        address=address,
        defaults={"connected_by": actor, "connected_at": clock.now(), "secret": secret, "options": options},
    )
    if not is_new and channel.state == ChannelState.ACTIVE and channel.options == options:
        return channel
    channel.secret, channel.options, channel.connected_by = secret, options, actor
    channel.state, channel.state_reason, channel.closed_at = ChannelState.ACTIVE, "", None
    channel.save(update_fields=["secret", "options", "connected_by", "state", "state_reason", "closed_at"])
    if voice.belongs_to_person:
        agree_to_channel(actor, channel, language=agreed_in)
    audit.record(actor=actor, verb="connect_channel", target=channel, voice=voice.pk, network=network)
    return channel


def _account(network: str, address: str, behaviour: str) -> tuple[str, dict[str, str]]:
    try:
        made: tuple[str, dict[str, str]] = wired(wiring.ON_REQUEST[network])(
            settings.SECRET_KEY, address, behaviour
        )
    except ValueError:
        raise Invalid(behaviour=_("Choose how the practice network behaves.")) from None
    return made
