"""Whether words and pictures fit a network, counted the way that network counts."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from manyvoices.core.refusals import Invalid
from manyvoices.networks import registry
from manyvoices.publishing.articles import check_article
from manyvoices.publishing.models import Form, Variant
from manyvoices.publishing.threads import measured
from manyvoices.voices.models import Channel


def check_fits(channel: Channel, variant: Variant, pictures: int) -> None:
    """Returns when the words and pictures fit the channel's network. Raises Invalid."""
    if variant.post.form == Form.ARTICLE:
        check_article(channel, variant)
        return
    limits = registry.limits(channel.network)
    parts = measured(variant.text, variant.content_warning, limits)
    if len(parts) > limits.parts:
        raise Invalid(
            text=_(
                "This is too long for %(address)s: a thread there has at most %(most)s parts. "
                "Shorten it, or make two posts of it."
            )
            % {"address": channel.address, "most": limits.parts}
        )
    over = max(part.over for part in parts)
    if over:
        raise Invalid(text=_too_long(over, len(parts)) % {"over": over, "address": channel.address})
    if pictures > limits.pictures:
        raise Invalid(
            pictures=_("%(address)s takes at most %(most)s pictures.")
            % {"address": channel.address, "most": limits.pictures}
        )


def _too_long(over: int, parts: int) -> str:
    if parts == 1:
        return ngettext(
            "%(over)s character too long for %(address)s.",
            "%(over)s characters too long for %(address)s.",
            over,
        )
    return ngettext(
        "A link, a name or a hashtag in it is %(over)s character too long for %(address)s, and cannot be cut.",
        "A link, a name or a hashtag in it is %(over)s characters too long for %(address)s, and cannot be cut.",
        over,
    )
