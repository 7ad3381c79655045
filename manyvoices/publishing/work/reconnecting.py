"""A network trusts us no more: the channel stops, its posts stay, and its owner is told once."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from manyvoices.core import clock
from manyvoices.people.models import Person
from manyvoices.people.queries import rights
from manyvoices.people.queries.nominations import leads_of
from manyvoices.people.telling import tell
from manyvoices.voices.actions.ask_to_reconnect import ask_to_reconnect
from manyvoices.voices.models import Channel


def stop_channel(channel: int, because: str) -> bool:
    """Whether this call stopped it; in its transaction the owner is told. A second one changes nothing."""
    if not ask_to_reconnect(channel=channel, because=because):
        return False
    stopped = Channel.objects.select_related("voice__person", "connected_by").get(pk=channel)
    tell(
        _owners(stopped),
        kind="reconnect",
        # Stopped again after it was connected again is told anew.
        key=f"reconnect:{channel}:{clock.now().timestamp():.0f}",
        link=reverse("voice-edit", args=[stopped.voice_id]),
        subject=_("%(address)s has to be connected again"),
        text=_(
            "The network does not let us in any more, so nothing leaves there. Your posts are kept: "
            "connect the channel again, then send what did not leave."
        ),
        address=stopped.address,
    )
    return True


def _owners(channel: Channel) -> list[Person]:
    """The person behind the voice; of a shared one who connected it, or, when they left, their leads."""
    owner = channel.voice.person or channel.connected_by
    if owner is None:
        return []
    return [owner] if owner.is_active else list(leads_of(rights(owner), channel.voice.unit_id))
