"""A legal hold ends."""

from django.db import transaction

from manyvoices.conversations.contacts import kept_of, live
from manyvoices.conversations.models import Contact
from manyvoices.conversations.permissions import may_keep_contacts
from manyvoices.core import audit
from manyvoices.people.models import Person


@transaction.atomic
def release_hold(*, actor: Person, contact: Contact, because: str = "") -> Contact:
    """The contact, kept as long as any other from now on; without a hold nothing changes. Refused as `hold_contact` is."""
    may_keep_contacts(actor)
    fresh = live(kept_of(contact))
    if fresh.held_at is not None:
        fresh.held_at, fresh.held_by, fresh.held_because = None, None, ""
        fresh.save(update_fields=["held_at", "held_by", "held_because"])
        audit.record(actor=actor, verb="release_hold", target=fresh, because=because)
    return fresh
