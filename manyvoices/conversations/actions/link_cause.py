"""A conversation has this cause."""

from django.db import transaction

from manyvoices.conversations.cause_checks import held_cause
from manyvoices.conversations.history import note
from manyvoices.conversations.holding import held_of_organisation
from manyvoices.conversations.models import Cause, Conversation
from manyvoices.people.models import Person


@transaction.atomic
def link_cause(*, actor: Person, cause: Cause, conversation: Conversation) -> Cause:
    """The cause, to which the conversation now belongs; again changes nothing.

    Refused for a private one: nobody else may know of it. NotThere for a conversation or a cause one does not see.
    """
    fresh = held_of_organisation(actor, conversation)
    named = held_cause(actor, cause)
    if not named.conversations.filter(pk=fresh.pk).exists():
        named.conversations.add(fresh)
        note(fresh, "cause_linked", actor, cause=named.pk)
    return named
