"""What the templates of units need beyond Django's own."""

from collections.abc import Mapping

from django import template

register = template.Library()


@register.filter
def at(mapping: Mapping[int, str], key: int) -> str:
    """What the mapping has for a key; nothing where it has nothing."""
    return mapping.get(key, "")
