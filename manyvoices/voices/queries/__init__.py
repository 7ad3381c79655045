"""Read-only questions about voices."""

from manyvoices.voices.queries.filtering import STATES, narrowed, units_of
from manyvoices.voices.queries.named import named_author, named_authors, own_channel
from manyvoices.voices.queries.public import public_voice, public_voices, with_profile
from manyvoices.voices.queries.voices import (
    own_voice,
    people_to_hand_to,
    people_to_open_for,
    speakable_voices,
    speakers_of,
    standing_hand_over,
    visible_voices,
    voice_in_view,
)

__all__ = [
    "STATES",
    "named_author",
    "named_authors",
    "narrowed",
    "own_channel",
    "own_voice",
    "people_to_hand_to",
    "people_to_open_for",
    "public_voice",
    "public_voices",
    "speakable_voices",
    "speakers_of",
    "standing_hand_over",
    "units_of",
    "visible_voices",
    "voice_in_view",
    "with_profile",
]
