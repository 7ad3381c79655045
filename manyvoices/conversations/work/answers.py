"""Answers on their way: looks down at their deliveries, and writes into the conversations what became of them."""

from collections import defaultdict

from manyvoices.conversations.came_to import came_to
from manyvoices.conversations.models import Message
from manyvoices.conversations.models.message import ON_ITS_WAY
from manyvoices.conversations.settling import settle
from manyvoices.publishing.models import Delivery, Verb

AT_ONCE = 500


def settle_answers() -> int:
    """A chore: how many answers came to something new. Each is written down in a transaction of its own."""
    total, after = 0, 0
    while rows := list(Message.objects.filter(ON_ITS_WAY, pk__gt=after).order_by("id")[:AT_ONCE]):
        after = rows[-1].pk
        total += sum(settle(row.pk) for row in _news(rows))
    return total


def _news(rows: list[Message]) -> list[Message]:
    """Those whose deliveries stand elsewhere than when they were last looked at; one query for all."""
    states: dict[int, list[str]] = defaultdict(list)
    parts = Delivery.objects.filter(
        post__in=[row.post_id for row in rows], verb=Verb.PUBLISH, dropped_at=None
    )
    for post, state in parts.values_list("post", "state"):
        states[post].append(state)
    return [row for row in rows if came_to(states[row.post_id or 0]) != row.came_to]
