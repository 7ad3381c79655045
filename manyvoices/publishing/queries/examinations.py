"""How a channel fared when somebody asked."""

from manyvoices.publishing.models import Examination
from manyvoices.voices.models import Channel


def last_examination(channel: Channel) -> Examination | None:
    """The newest examination of the channel, finished or not."""
    return Examination.objects.filter(channel=channel).order_by("-pk").first()
