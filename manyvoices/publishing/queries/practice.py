"""Where people practise."""

from django.db.models import QuerySet

from manyvoices.people.rights import Rights
from manyvoices.publishing.models.delivery import PRACTICE_NETWORKS
from manyvoices.voices.models import Channel
from manyvoices.voices.queries import visible_voices


def practice_channels(rights: Rights) -> "QuerySet[Channel]":
    """The practice channels of the voices a person works with, closed ones too, with their voices."""
    voices = visible_voices(rights).order_by().values("pk")
    channels = Channel.objects.filter(network__in=PRACTICE_NETWORKS, voice__in=voices)
    return channels.select_related("voice__picture").order_by("voice__name", "address")
