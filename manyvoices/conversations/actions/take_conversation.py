"""Somebody takes a conversation that waits in the queue."""

from django.db import transaction
from django.utils.translation import gettext as _

from manyvoices.conversations.assigning import give
from manyvoices.conversations.history import note
from manyvoices.conversations.holding import held_of_organisation
from manyvoices.conversations.models import Conversation, Standing, Way
from manyvoices.conversations.permissions import may_answer
from manyvoices.core import audit
from manyvoices.core.refusals import Conflict
from manyvoices.people.models import Person


@transaction.atomic
def take_conversation(*, actor: Person, conversation: Conversation) -> Conversation:
    """The conversation, which the actor has from now on; taken twice it is theirs once.

    Refused to whoever may not answer there, and for a private one; Conflict where a colleague was faster or it is closed.
    """
    fresh = held_of_organisation(actor, conversation)
    may_answer(actor, fresh)
    if fresh.assigned_to_id == actor.pk:
        return fresh
    if fresh.standing == Standing.CLOSED:
        raise Conflict(_("This conversation is closed. Open it again to answer."))
    if fresh.assigned_to is not None:
        raise Conflict(
            _("%(name)s has this conversation already. If you agreed on it, pass it to yourself.")
            % {"name": fresh.assigned_to.name}
        )
    give(fresh, to=actor, way=Way.TAKEN, by=actor)
    note(fresh, "taken", actor)
    audit.record(actor=actor, verb="take_conversation", target=fresh)
    return fresh
