"""Conversations as tests need them: with a contact, messages, and what stands because of them."""

from datetime import datetime, timedelta
from typing import Any

from manyvoices.conversations.models import (
    Assignment,
    Contact,
    Conversation,
    Direction,
    Identity,
    Kind,
    Message,
    Way,
)
from manyvoices.conversations.standing_promise import begin
from manyvoices.core import clock
from manyvoices.core.ids import new_id
from manyvoices.people.models import Unit


def contact(name: str = "Lena K.", *, network: str = "native") -> Contact:
    """Somebody outside with one identity."""
    now = clock.now()
    made = Contact.objects.create(name=name, first_seen_at=now, last_seen_at=now)
    address = name.lower().replace(" ", "").rstrip(".")
    Identity.objects.create(
        contact=made,
        network=network,
        remote_id=f"https://social.example/users/{address}-{made.pk}",
        address=f"{address}@social.example",
        name=name,
        seen_at=now,
    )
    return made


def talk(unit: Unit, *, said: str = "Stuck at Wels since 7, no info!", **fields: Any) -> Conversation:
    """An open conversation with one message; the organisation's stands in the queue of its unit, with its promise."""
    who = fields.pop("contact", None) or contact()
    at = fields.pop("at", clock.now())
    made = Conversation.objects.create(
        contact=who,
        network="native",
        unit=unit,
        root=f"https://social.example/{new_id()}",
        kind=fields.pop("kind", Kind.COMPLAINT),
        first_at=at,
        last_at=at,
        inbound_at=at,
        preview=said[:200],
        version=1,
        messages_count=0,
        **fields,
    )
    says(made, said, at=at)
    if not made.owner_id:
        Assignment.objects.create(
            conversation=made, unit=unit, way=Way.BY_HAND, at=at, person=made.assigned_to
        )
        begin(made, at)
    made.refresh_from_db()
    return made


def says(conversation: Conversation, text: str, *, at: datetime | None = None, **fields: Any) -> Message:
    """One more message of theirs, or with `direction` of ours."""
    moment = at or clock.now()
    return Message.objects.create(
        conversation=conversation,
        direction=fields.pop("direction", Direction.IN),
        identity=fields.pop("identity", conversation.contact.identities.first()),
        network="native",
        remote_id=f"https://social.example/{new_id()}",
        text=text,
        said_at=moment,
        stored_at=moment,
        **fields,
    )


def ago(minutes: int) -> datetime:
    """So many minutes before now."""
    return clock.now() - timedelta(minutes=minutes)
