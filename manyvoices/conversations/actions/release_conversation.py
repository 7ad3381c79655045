"""A conversation goes back to the queue of its unit."""

from django.db import transaction

from manyvoices.conversations.assigning import give
from manyvoices.conversations.history import note
from manyvoices.conversations.holding import held_of_organisation
from manyvoices.conversations.models import Conversation, Standing, Way
from manyvoices.conversations.reply_due import AGAIN
from manyvoices.core import audit
from manyvoices.people.models import Person


@transaction.atomic
def release_conversation(*, actor: Person, conversation: Conversation, because: str = "") -> Conversation:
    """The conversation, watched by its unit from now on; one that nobody has stays as it is.

    The promise runs on. Routing looks for somebody after half an hour, so that it does not come straight back.
    """
    fresh = held_of_organisation(actor, conversation)
    if not fresh.assigned_to_id or fresh.standing == Standing.CLOSED:
        return fresh
    before = fresh.assigned_to_id
    give(fresh, to=None, way=Way.BY_HAND, by=actor, rests=AGAIN)
    note(fresh, "released", actor, who=before, because=because[:300])
    audit.record(actor=actor, verb="release_conversation", target=fresh, because=because, before=before)
    return fresh
