"""A legal hold: nothing of a contact is deleted while it stands."""

from django.db import transaction
from django.utils.translation import gettext as _

from manyvoices.conversations.contacts import kept_of, live
from manyvoices.conversations.models import Contact
from manyvoices.conversations.permissions import may_keep_contacts
from manyvoices.core import audit, clock
from manyvoices.core.refusals import Conflict, Invalid
from manyvoices.people.models import Person


@transaction.atomic
def hold_contact(*, actor: Person, contact: Contact, because: str) -> Contact:
    """The contact, held; with the same reason again it stays. Neither retention nor erasure touch it until `release_hold`.

    Refused to whoever does not lead or administer the whole organisation; Invalid without a reason; Conflict where another
    hold stands.
    """
    may_keep_contacts(actor)
    named = because.strip()
    if not named or len(named) > 300:
        raise Invalid(
            because=_("Say why, in at most 300 characters: the case, the authority, the file number.")
        )
    fresh = live(kept_of(contact))
    if fresh.held_at is not None:
        if fresh.held_because == named:
            return fresh
        raise Conflict(_("A hold stands already. Release it first, so that its reason stays on record."))
    fresh.held_at, fresh.held_by, fresh.held_because = clock.now(), actor, named
    fresh.save(update_fields=["held_at", "held_by", "held_because"])
    audit.record(actor=actor, verb="hold_contact", target=fresh, because=named)
    return fresh
