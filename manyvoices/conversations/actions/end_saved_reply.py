"""Offer a saved reply no longer."""

from manyvoices.conversations.models import SavedReply
from manyvoices.conversations.saving_replies import may_save
from manyvoices.core import audit, clock
from manyvoices.people.models import Person


def end_saved_reply(*, actor: Person, reply: SavedReply) -> None:
    """Returns when nobody is offered it any more; a second time changes nothing. Raises NotThere, Refused."""
    may_save(actor, reply)
    if SavedReply.objects.filter(pk=reply.pk, ended_at=None).update(ended_at=clock.now()):
        audit.record(actor=actor, verb="end_saved_reply", target=reply)
