"""A post as the parts of a thread on one network: how long each is, and the rows that carry them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from manyvoices.core import clock
from manyvoices.core.ids import new_id
from manyvoices.networks.contract import Limits
from manyvoices.networks.counting import length, warning_length
from manyvoices.publishing.models import Delivery, Form, Post, State, Variant, Verb
from manyvoices.publishing.splitting import split
from manyvoices.voices.models import Channel


@dataclass(frozen=True)
class Measured:
    """One part as its network counts it, content warning included. `over` is how much too long it is; 0 when it fits."""

    text: str
    used: int
    limit: int

    @property
    def over(self) -> int:
        """How much has to go."""
        return max(0, self.used - self.limit)


def measured(text: str, content_warning: str, limits: Limits) -> list[Measured]:
    """The parts that leave when these words are released, as release and preview both see them."""
    warning = warning_length(content_warning, limits.count)
    cut = split(text, limits, content_warning)
    return [
        Measured(part.text, length(part.text, limits.count) + warning, limits.length) for part in cut.parts
    ]


def texts_of(variant: Variant, limits: Limits) -> list[str]:
    """The words of each part; an article is never cut."""
    if variant.post.form == Form.ARTICLE:
        return [variant.text]
    return [part.text for part in split(variant.text, limits, variant.content_warning).parts]


def rows_for(
    channel: Channel, variant: Variant, texts: Sequence[str], due: datetime, after: Delivery | None = None
) -> list[Delivery]:
    """Unsaved publications, one for each text, each to hang below the one before; the first below `after`."""
    post, begun = variant.post, after.part if after else 0
    rows: list[Delivery] = []
    for number, text in enumerate(texts, begun + 1):
        pk = new_id()
        rows.append(
            Delivery(
                id=pk,
                post=post,
                channel=channel,
                variant=variant,
                key=str(pk),
                world=post.world,
                network=channel.network,
                kind=post.kind,
                part=number,
                parts=begun + len(texts),
                text=own_text(text, variant),
                after=rows[-1] if rows else after,
                made_at=clock.now(),
                due_at=due,
            )
        )
    return rows


def own_text(text: str, variant: Variant) -> str:
    """What a row keeps of a part's words: nothing where they are the whole variant."""
    return "" if text == variant.text else text


def said(row: Delivery) -> str:
    """The words that a row carries."""
    return row.text or row.variant.text


def standing_parts(post: Post) -> "QuerySet[Delivery]":
    """The publications that the post consists of now, in the order of their parts."""
    parts = post.deliveries.filter(verb=Verb.PUBLISH, dropped_at=None).exclude(state=State.CANCELLED)
    return parts.select_related("channel", "variant").order_by("channel", "part")
