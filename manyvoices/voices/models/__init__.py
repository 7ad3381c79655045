"""Public identities, their channels, and who may speak as which."""

from manyvoices.voices.models.channel import Channel, ChannelState, CollectSoon
from manyvoices.voices.models.hand_over import HandOver
from manyvoices.voices.models.profile import ProfileField
from manyvoices.voices.models.speaker import Speaker
from manyvoices.voices.models.voice import Voice, VoiceKind

__all__ = [
    "Channel",
    "ChannelState",
    "CollectSoon",
    "HandOver",
    "ProfileField",
    "Speaker",
    "Voice",
    "VoiceKind",
]
