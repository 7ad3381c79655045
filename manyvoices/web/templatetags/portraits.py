"""What stands in for a portrait: initials and a tone that stays the same for the same voice."""

import zlib

from django import template

TONES = 8

register = template.Library()


@register.filter
def initials(name: object) -> str:
    """Return one or two capitals for a name: first letters of its first and last word, empty for no word."""
    words = [word for word in str(name or "").split() if word[0].isalnum()]
    ends = words[:1] + words[1:][-1:]
    return "".join(word[0] for word in ends).upper()


@register.filter
def tone(handle: object) -> int:
    """Return the tone (0 to 7, see `data-tone` in components.css) of a handle or a name, stable for ever."""
    return zlib.crc32(str(handle or "").casefold().encode()) % TONES
