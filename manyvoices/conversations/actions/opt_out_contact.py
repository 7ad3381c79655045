"""A contact asked us not to speak to them unasked, or takes that back."""

from django.db import transaction
from django.utils.translation import gettext as _

from manyvoices.conversations.contacts import kept_of, live
from manyvoices.conversations.models import Contact
from manyvoices.conversations.queries.contacts import organisation_knows
from manyvoices.core import audit, clock
from manyvoices.core.refusals import Invalid
from manyvoices.people.models import Person

LONGEST = 300


@transaction.atomic
def opt_out_contact(*, actor: Person, contact: Contact, is_out: bool = True, because: str = "") -> Contact:
    """The contact: what they write is answered, and nothing more is said to them. The same again changes nothing.

    `because` says how they asked for it. Invalid for more than 300 characters; NotThere unless the actor has a conversation
    of the organisation with them in view.
    """
    organisation_knows(actor, contact)
    named = because.strip()
    if len(named) > LONGEST:
        raise Invalid(because=_("Say it in at most %(most)s characters.") % {"most": LONGEST})
    fresh = live(kept_of(contact))
    if (fresh.opted_out_at is not None) != is_out:
        fresh.opted_out_at = clock.now() if is_out else None
        fresh.opted_out_because = named if is_out else ""
        fresh.save(update_fields=["opted_out_at", "opted_out_because"])
        audit.record(actor=actor, verb="opt_out_contact", target=fresh, because=named, is_out=is_out)
    return fresh
