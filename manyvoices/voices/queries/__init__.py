"""Read-only questions about voices."""

from manyvoices.voices.queries.public import public_voice, public_voices
from manyvoices.voices.queries.voices import (
    own_voice,
    people_to_open_for,
    speakable_voices,
    speakers_of,
    visible_voices,
    voice_in_view,
)

__all__ = [
    "own_voice",
    "people_to_open_for",
    "public_voice",
    "public_voices",
    "speakable_voices",
    "speakers_of",
    "visible_voices",
    "voice_in_view",
]
