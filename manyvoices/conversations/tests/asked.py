"""Conversations as they stand when somebody outside has asked: for the tests of answering."""

from datetime import timedelta
from typing import Any

from manyvoices.conversations import reply_due
from manyvoices.conversations.models import (
    Assignment,
    Contact,
    Conversation,
    Direction,
    Identity,
    Message,
    ReplyDue,
)
from manyvoices.conversations.promising import write
from manyvoices.conversations.reply_due import Terms
from manyvoices.core import clock
from manyvoices.people.business_hours import ALWAYS
from manyvoices.people.models import Person, Unit
from manyvoices.voices.models import Speaker, Voice
from tests.cast import Cast

LENA = "https://far.example/users/lena"
Q1 = "https://far.example/notes/1"


def asked(cast: Cast, *, voice: Voice | None = None, unit: Unit | None = None, **fields: Any) -> Conversation:
    """Lena complained to the brand a quarter of an hour ago; operations promised an answer within the hour."""
    at = clock.now() - timedelta(minutes=15)
    contact = Contact.objects.create(name="Lena", first_seen_at=at, last_seen_at=at)
    identity = Identity.objects.create(
        contact=contact, network="native", remote_id=LENA, address="@lena@far.example", seen_at=at
    )
    made = Conversation.objects.create(
        contact=contact,
        network="native",
        voice=voice or cast.brand_voice,
        unit=unit or cast.operations,
        root=Q1,
        kind="complaint",
        language="en",
        first_at=at,
        last_at=at,
        **fields,
    )
    arrives(made, identity=identity, remote_id=Q1)
    if not made.owner_id:
        Assignment.objects.create(conversation=made, unit=made.unit, way="best", at=at)
        row = ReplyDue(conversation=made, unit=made.unit, kind="complaint")
        write(row, reply_due.start(Terms(60, ALWAYS), at))
    made.refresh_from_db()
    return made


def arrives(conversation: Conversation, *, text: str = "Stuck at Wels since 7!", **fields: Any) -> Message:
    """They write (again): stored, and one version on."""
    now = clock.now()
    number = conversation.version + 1
    given = {"remote_id": f"{conversation.root}/{number}"} | fields
    if "identity" not in given:
        given["identity"] = Identity.objects.get(contact=conversation.contact)
    Conversation.objects.filter(pk=conversation.pk).update(version=number, inbound_at=now)
    conversation.refresh_from_db()
    return Message.objects.create(
        conversation=conversation,
        direction=Direction.IN,
        network=conversation.network,
        text=text,
        said_at=now,
        stored_at=now,
        **given,
    )


def opened(voice: Voice, person: Person, **rights: bool) -> Speaker:
    """The shared voice is open to this person."""
    return Speaker.objects.create(voice=voice, person=person, because="on call", since=clock.now(), **rights)
