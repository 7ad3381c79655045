"""Things of inboxes, of others: a cause, contacts and saved replies (see tests/things.py)."""

from typing import Any

from manyvoices.conversations.models import Cause, Contact, ContactMerge, MessageImport, SavedReply
from manyvoices.conversations.tests.knocking import brought, door
from manyvoices.conversations.tests.talks import contact, talk
from manyvoices.core import clock
from manyvoices.core.ids import new_id
from tests.cast import Cast

Things = dict[str, Any]


def a_cause(cast: Cast) -> Things:
    """Why a customer of operations complained, and the conversation in which they did."""
    one = talk(cast.operations)
    cause = Cause.objects.create(
        unit=cast.operations, name="Missed connections", made_by=cast.ada, made_at=clock.now()
    )
    cause.conversations.add(one)
    return {"cause_id": cause.pk, "conversation_id": one.pk}


def a_contact(cast: Cast) -> Things:
    """Lena, who wrote to operations under two names."""
    lena, other = contact("Lena"), contact("L. Kern")
    for one in (lena, other):
        talk(cast.operations, contact=one)
    Contact.objects.filter(pk=other.pk).update(merged_into=lena)
    ContactMerge.objects.create(kept=lena, gone=other, by=cast.ada, at=clock.now())
    return {"contact_id": lena.pk, "gone_id": other.pk}


def a_colleagues_contact(cast: Cast) -> Things:
    """Jan, who wrote to Bo's own voice alone."""
    jan = contact("Jan")
    talk(cast.operations, contact=jan, owner=cast.bo)
    return {"contact_id": jan.pk, "gone_id": new_id()}


def a_saved_reply(cast: Cast) -> Things:
    """Words of operations."""
    made = SavedReply.objects.create(
        unit=cast.operations, title="Bus", text="At eight.", made_by=cast.ada, made_at=clock.now()
    )
    return {"saved_reply_id": made.pk}


def a_colleagues_saved_reply(cast: Cast) -> Things:
    """Words of Bo's own."""
    made = SavedReply.objects.create(
        person=cast.bo, title="Hello", text="Dear {contact}", made_by=cast.bo, made_at=clock.now()
    )
    return {"saved_reply_id": made.pk}


def a_door(cast: Cast) -> Things:
    """A webhook of operations."""
    return {"intake_id": door(cast).pk}


def an_import_of_messages(cast: Cast) -> Things:
    """A file that Ada brought in for operations."""
    now = clock.now()
    made = MessageImport.objects.create(
        unit=cast.operations, name="c.csv", format="csv", started_by=cast.ada, started_at=now, checked_at=now
    )
    return {"import_id": made.pk}


def a_conversation_from_elsewhere(cast: Cast) -> Things:
    """What a contact form brought to operations."""
    return {"conversation_id": brought(cast).pk}
