"""Whether words and pictures fit a network, counted the way that network counts."""

from django.utils.translation import gettext as _

from manyvoices.core.refusals import Invalid
from manyvoices.networks import registry
from manyvoices.networks.counting import length
from manyvoices.publishing.models import Variant
from manyvoices.voices.models import Channel


def check_fits(channel: Channel, variant: Variant, pictures: int) -> None:
    """Returns when the words and pictures fit the channel's network. Raises Invalid."""
    limits = registry.limits(channel.network)
    over = length(variant.text, limits.count) + len(variant.content_warning) - limits.length
    if over > 0:
        raise Invalid(
            text=_("%(over)s characters too long for %(address)s.")
            % {"over": over, "address": channel.address}
        )
    if pictures > limits.pictures:
        raise Invalid(
            pictures=_("%(address)s takes at most %(most)s pictures.")
            % {"address": channel.address, "most": limits.pictures}
        )
