"""Say that somebody looks at a conversation, or answers it."""

from datetime import timedelta

from manyvoices.conversations.models import Conversation, Looking
from manyvoices.conversations.permissions import may_see
from manyvoices.core import clock
from manyvoices.people.models import Person

# A page says so every few seconds: what was said a moment ago is not written again.
FRESH = timedelta(seconds=5)
# Nobody believes it any more by then (queries/looking.py).
FORGOTTEN = timedelta(minutes=10)


def see_conversation(*, actor: Person, conversation: Conversation, answering: bool = False) -> None:
    """Returns when it is known to colleagues for a short while. Raises NotThere. What is long past is forgotten."""
    may_see(actor, conversation)
    now = clock.now()
    mine = Looking.objects.filter(conversation=conversation, person=actor)
    if mine.filter(answering=answering, seen_at__gt=now - FRESH).exists():
        return
    Looking.objects.filter(seen_at__lt=now - FORGOTTEN).delete()
    Looking.objects.update_or_create(
        conversation=conversation, person=actor, defaults={"answering": answering, "seen_at": now}
    )
