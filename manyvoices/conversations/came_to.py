"""What the deliveries of an answer came to, in one word. Pure."""

from collections.abc import Collection
from types import MappingProxyType

from django.utils.translation import gettext_noop as _

ON_ITS_WAY, SENT, CANCELLED = "queued", "sent", "cancelled"
# What brings the conversation back, the worst first; what people read there (pages translate it).
REASONS = MappingProxyType(
    {
        "failed": _("The answer could not be sent."),
        "handed": _("The answer waits for somebody to post it by hand."),
        "late": _("The answer missed its time and waits for a decision."),
        "paused": _("A pause holds the answer back."),
        "unknown": _("Nobody knows yet whether the answer arrived."),
        CANCELLED: _("The answer was taken back before it was sent."),
    }
)
# Not a state of the answer, and yet a reason to look at it again: what they said of it (`actions/rate_answer.py`).
NOT_HELPED = _("They say that the answer did not help.")


def came_to(parts: Collection[str]) -> str:
    """`parts` are the states of the publications that stand: sent once all are, cancelled without any.

    Otherwise the worst of them, and `queued` while all is on its way.
    """
    standing = [state for state in parts if state != CANCELLED]
    if not standing:
        return CANCELLED
    if all(state == SENT for state in standing):
        return SENT
    return next((worst for worst in REASONS if worst in standing), ON_ITS_WAY)
