"""Messages as collecting stores them, for tests of what becomes of them."""

from datetime import datetime, timedelta
from itertools import count
from typing import Any

from manyvoices.conversations.actions.decide_conversations import decide_conversations
from manyvoices.conversations.models import (
    Assignment,
    Contact,
    Conversation,
    Direction,
    Identity,
    Message,
    ReplyDue,
    Standing,
)
from manyvoices.core import clock
from manyvoices.people.models import Person, Unit
from manyvoices.voices.models import Voice

COMPLAINT = "The heating in coach 7 has been broken for three days and nobody answers. This is unacceptable!"
QUESTION = "When does the first train to Wels leave on Sunday?"
PRAISE = "Thank you so much, the crew was wonderful today!"
SPAM = "CLICK HERE to WIN a FREE iPhone!!! http://win.example Earn money now, buy followers, limited offer!!!"

_numbers = count(1)


def contact(name: str = "Lena") -> Contact:
    """Somebody outside, known on the sandbox network."""
    now = clock.now()
    made = Contact.objects.create(name=name, first_seen_at=now, last_seen_at=now)
    number = next(_numbers)
    Identity.objects.create(contact=made, network="sandbox", remote_id=f"u{number}", name=name, seen_at=now)
    return made


def conversation(unit: Unit, who: Contact | None = None, **fields: Any) -> Conversation:
    """An empty conversation of a unit."""
    now = clock.now()
    given = {"contact": who or contact(), "network": "sandbox", "unit": unit, "first_at": now, "last_at": now}
    return Conversation.objects.create(root=f"root-{next(_numbers)}", **{**given, **fields})


def arrives(place: Conversation, text: str, at: datetime | None = None) -> Message:
    """A message from outside, stored and due for triage."""
    now = at or clock.now()
    place.refresh_from_db()
    place.version += 1
    place.messages_count += 1
    place.last_at = place.inbound_at = now
    place.preview = text[:200]
    place.save(update_fields=["version", "messages_count", "last_at", "inbound_at", "preview"])
    return Message.objects.create(
        conversation=place,
        direction=Direction.IN,
        identity=place.contact.identities.first(),
        network=place.network,
        remote_id=f"m{next(_numbers)}",
        text=text,
        said_at=now,
        stored_at=now,
        due_at=now,
    )


def decided(place: Conversation, *texts: str, at: datetime | None = None) -> Conversation:
    """The conversation after these messages arrived and were decided."""
    now = at or clock.now()
    decide_conversations(messages=[arrives(place, text, now) for text in texts], now=now)
    place.refresh_from_db()
    return place


def answered(
    place: Conversation, by: Person, voice: Voice | None = None, at: datetime | None = None
) -> Message:
    """An answer of ours that was sent, as answering leaves it."""
    now = at or clock.now()
    Conversation.objects.filter(pk=place.pk).update(answered_at=now)
    return Message.objects.create(
        conversation=place,
        direction=Direction.OUT,
        network=place.network,
        remote_id=f"m{next(_numbers)}",
        text="We are sorry. It is repaired tonight.",
        said_at=now,
        stored_at=now - timedelta(seconds=1),
        sent_at=now,
        by=by,
    )


def closed(place: Conversation, by: Person, at: datetime | None = None) -> None:
    """A person closed it, as the action leaves it."""
    now = at or clock.now()
    Conversation.objects.filter(pk=place.pk).update(
        standing=Standing.CLOSED, closed_at=now, closed_by=by, outcome="solved", due_at=None
    )
    ReplyDue.objects.filter(conversation=place, ended_at=None).update(ended_at=now, due_at=None)


def standing_assignment(place: Conversation) -> Assignment:
    """Who has it now."""
    return Assignment.objects.get(conversation=place, ended_at=None)


def standing_promise(place: Conversation) -> ReplyDue:
    """What is promised now."""
    return ReplyDue.objects.get(conversation=place, ended_at=None)
