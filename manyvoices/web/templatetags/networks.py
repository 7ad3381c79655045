"""Networks as people call them."""

from django import template
from django.utils.translation import gettext as _

from manyvoices.networks import registry

register = template.Library()
OURS = {"native", "sandbox", "sandbox-blind"}


@register.filter
def network_name(network: str) -> str:
    """The name of a network of wiring.NETWORKS; its own word where it has no other."""
    if network in OURS:
        return _("Our own server") if network == "native" else _("Practice network")
    place = registry.by_hand(network)
    return place.name if place else network
