"""A network trusts us no more: the channel waits for its owner."""

from manyvoices.core import audit
from manyvoices.voices.models import Channel, ChannelState


def ask_to_reconnect(*, channel: int, because: str) -> bool:
    """Whether the channel was active until now. Saying it twice changes nothing more."""
    active = Channel.objects.filter(pk=channel, state=ChannelState.ACTIVE)
    changed = active.update(state=ChannelState.RECONNECT, state_reason=because[:500])
    if changed:
        audit.record(actor=None, verb="ask_to_reconnect", target=Channel(pk=channel), because=because)
    return bool(changed)
