"""A person says that it is the customer's turn, who was not answered in writing."""

from django.db import transaction
from django.utils.translation import gettext as _

from manyvoices.conversations.history import note
from manyvoices.conversations.holding import held
from manyvoices.conversations.models import Conversation, Standing
from manyvoices.conversations.standing_promise import rest
from manyvoices.core import audit, clock
from manyvoices.core.refusals import Conflict
from manyvoices.people.models import Person


@transaction.atomic
def wait_for_contact(*, actor: Person, conversation: Conversation) -> Conversation:
    """The conversation, which waits for them; the promise rests meanwhile. Again changes nothing; Conflict for a closed one."""
    fresh = held(actor, conversation)
    if fresh.standing == Standing.CLOSED:
        raise Conflict(_("This conversation is closed. Nobody is waited for."))
    if fresh.standing == Standing.WAITING:
        return fresh
    fresh.standing = Standing.WAITING
    fresh.save(update_fields=["standing"])
    rest(fresh, clock.now())
    note(fresh, "waits", actor)
    audit.record(actor=actor, verb="wait_for_contact", target=fresh)
    fresh.refresh_from_db(fields=["due_at"])
    return fresh
