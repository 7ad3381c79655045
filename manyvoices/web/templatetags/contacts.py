"""Contacts as people speak of them."""

from typing import Any
from urllib.parse import urlsplit

from django import template
from django.utils.translation import gettext as _

from manyvoices.web.templatetags.networks import network_name

register = template.Library()


@register.filter
def heard_on(network: str) -> str:
    """Where somebody speaks to us, by the name of the place; a network's own word where it has no other."""
    places = {
        "native": _("Fediverse"),
        "email": _("E-mail"),
        "webhook": _("Web form"),
        "sighting": _("Seen by a colleague"),
        "import": _("Import"),
    }
    return places.get(network) or network_name(network)


@register.filter
def web_address(url: Any) -> str:
    """The address if a browser may follow it, else nothing: strangers write what they like there."""
    text = str(url or "")
    try:
        parts = urlsplit(text)
    except ValueError:
        return ""
    return text if parts.scheme in {"http", "https"} and parts.hostname else ""
