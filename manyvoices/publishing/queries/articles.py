"""Where the article of a post is read."""

from manyvoices.core.models import World
from manyvoices.publishing.models import Delivery, Form, State, Verb


def where_article_stands(handle: str, post_id: int) -> str | None:
    """The address of the article's page on our own server; None while it is not out, or when it was taken back."""
    sent = Delivery.objects.filter(
        post=post_id,
        post__form=Form.ARTICLE,
        post__removed_at=None,
        post__voice__handle=handle,
        network="native",
        world=World.LIVE,
        verb=Verb.PUBLISH,
        state=State.SENT,
    )
    return sent.values_list("url", flat=True).first()
