"""A conversation does not have this cause after all."""

from django.db import transaction

from manyvoices.conversations.cause_checks import held_cause
from manyvoices.conversations.history import note
from manyvoices.conversations.holding import held_of_organisation
from manyvoices.conversations.models import Cause, Conversation
from manyvoices.people.models import Person


@transaction.atomic
def unlink_cause(*, actor: Person, cause: Cause, conversation: Conversation) -> Cause:
    """The cause without the conversation; again changes nothing. Raises NotThere for what one does not see."""
    fresh = held_of_organisation(actor, conversation)
    named = held_cause(actor, cause)
    if named.conversations.filter(pk=fresh.pk).exists():
        named.conversations.remove(fresh)
        note(fresh, "cause_unlinked", actor, cause=named.pk)
    return named
