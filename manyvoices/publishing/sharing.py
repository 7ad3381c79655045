"""What a person gets to share by hand: the words of each part as they are to stand there."""

from manyvoices.networks import registry
from manyvoices.pauses import fence
from manyvoices.publishing.articles import teaser
from manyvoices.publishing.models import Delivery, Form, State


def words_to_share(delivery: Delivery) -> str:
    """The finished text of one part, a content warning first; of an article what leads to it."""
    words = delivery.text or delivery.variant.text
    if delivery.post.form == Form.ARTICLE:
        words = teaser(delivery.variant, registry.limits(delivery.network))
    warning = delivery.variant.content_warning
    return f"{warning}\n\n{words}".strip() if warning else words


def is_paused(delivery: Delivery) -> bool:
    """Whether nobody should post it now: it is held back, or a pause stands that covers it."""
    if delivery.state == State.PAUSED:
        return True
    standing = fence.standing(delivery.world)
    return fence.stopping(standing, kind=delivery.kind, unit=delivery.post.voice.unit_id) is not None
