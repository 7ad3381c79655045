"""A contact asked us not to speak to them unasked, or takes that back."""

from django.db import transaction

from manyvoices.conversations.contacts import kept_of, live
from manyvoices.conversations.models import Contact
from manyvoices.conversations.queries.contacts import organisation_knows
from manyvoices.core import audit, clock
from manyvoices.people.models import Person


@transaction.atomic
def opt_out_contact(*, actor: Person, contact: Contact, is_out: bool = True) -> Contact:
    """The contact: what they write is answered, and nothing more is said to them. The same again changes nothing.

    NotThere unless the actor has a conversation of the organisation with them in view.
    """
    organisation_knows(actor, contact)
    fresh = live(kept_of(contact))
    if (fresh.opted_out_at is not None) != is_out:
        fresh.opted_out_at = clock.now() if is_out else None
        fresh.save(update_fields=["opted_out_at"])
        audit.record(actor=actor, verb="opt_out_contact", target=fresh, is_out=is_out)
    return fresh
