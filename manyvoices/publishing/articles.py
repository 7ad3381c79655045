"""Articles: what stands in their place on networks that have none, and whether they fit. Nothing in here writes."""

import re
from html import unescape

from django.utils.translation import gettext as _

from manyvoices.core.markup.articles import article_html
from manyvoices.core.markup.plain import from_html
from manyvoices.core.refusals import Invalid
from manyvoices.networks import registry
from manyvoices.networks.contract import Limits
from manyvoices.networks.counting import length
from manyvoices.publishing.models import Variant
from manyvoices.publishing.titles import plain_title
from manyvoices.voices.addresses import page_url
from manyvoices.voices.models import Channel

PARAGRAPH = re.compile(r"<p>.+?</p>", re.DOTALL)
SENTENCE = re.compile(r".+?[.!?…。！？](?=\s|$)|.+", re.DOTALL)
SHORTEST = 20


def article_address(variant: Variant) -> str:
    """Where the article will be read, known before it stands there: it leads on to the article's own page."""
    post = variant.post
    return f"{page_url(post.voice)}/articles/{post.pk}"


def teaser(variant: Variant, limits: Limits) -> str:
    """What a network without articles is told: title, first sentence and address; or the words written for that channel.

    The sentence is cut to what fits; title and address stay whole.
    """
    address = article_address(variant)
    if variant.channel_id:
        return variant.text if address in variant.text else f"{variant.text}\n\n{address}".strip()
    around = f"{variant.post.title}\n\n{address}"
    room = limits.length - length(around, limits.count) - len(variant.content_warning) - 2
    sentence = first_sentence(variant.text, room) if room > SHORTEST else ""
    return f"{variant.post.title}\n\n{sentence}\n\n{address}" if sentence else around


def first_sentence(markdown: str, most: int) -> str:
    """The first sentence of the text below its headings, at most `most` characters of it."""
    found = PARAGRAPH.search(str(article_html(markdown)))
    words = from_html(found.group()) if found else ""
    sentence = SENTENCE.match(words)
    said = unescape(sentence.group()) if sentence else ""
    return from_html(found.group(), most) if found and len(said) > most else said


def check_article(channel: Channel, variant: Variant) -> None:
    """Returns when the article, or what stands for it, fits the channel's network. Raises Invalid."""
    limits = registry.limits(channel.network)
    plain_title(variant.post.title, needed=True)
    said = variant.text if limits.article else teaser(variant, limits)
    most = limits.article or limits.length
    over = length(said, limits.count) + len(variant.content_warning) - most
    if over > 0:
        raise Invalid(
            text=_("%(over)s characters too long for %(address)s.")
            % {"over": over, "address": channel.address}
        )


def check_home(channels: list[Channel]) -> None:
    """Returns when one of the channels shows the article itself, so that others can link to it. Raises Invalid."""
    if not any(registry.limits(channel.network).article for channel in channels):
        raise Invalid(
            channels=_(
                "An article stands on your own page, and the other channels link to it. "
                "Choose the channel on your own server as well."
            )
        )
