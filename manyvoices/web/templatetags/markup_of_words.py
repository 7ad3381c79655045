"""Plain words of people as a page shows them."""

from django import template
from django.utils.safestring import SafeString

from manyvoices.core.markup.plain import to_html

register = template.Library()


@register.filter
def words(text: str) -> SafeString:
    """The text with its lines, and its web addresses as links; whatever else it holds is shown as it was typed."""
    return to_html(text)
