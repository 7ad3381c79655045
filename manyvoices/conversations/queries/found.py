"""Which conversations hold some words."""

from django.db.models import QuerySet

from manyvoices.conversations.models import Conversation, Message
from manyvoices.core.search import MESSAGES, Query

# The newest conversations that hold the words; whoever looks for an older one says more words, or narrows the list.
MOST = 200
# Messages that hold them and belong to others are passed over, so far and no further.
A_LOOK, LOOKS = 500, 6


def found_among(rows: "QuerySet[Conversation]", query: Query) -> list[int]:
    """Numbers of conversations among `rows` in which one message, with its author's name, holds all of it, the newest first.

    At most 200, and among the newest 3,000 such messages of everybody: so that no query takes long, whatever there is.
    """
    found: dict[int, None] = {}
    before: int | None = None
    for _look in range(LOOKS):
        keys = MESSAGES.find(query, limit=A_LOOK, before=before)
        holding = set(Message.objects.filter(pk__in=keys).values_list("conversation_id", flat=True))
        seen = rows.filter(pk__in=holding - found.keys()).order_by("-last_at")
        found |= dict.fromkeys(seen.values_list("pk", flat=True))
        if len(keys) < A_LOOK or len(found) >= MOST:
            break
        before = keys[-1]
    return list(found)[:MOST]
