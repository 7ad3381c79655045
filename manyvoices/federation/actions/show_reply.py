"""Let a reply stand on our page: one that waited for review, or was hidden."""

from django.db import transaction
from django.utils.translation import gettext as _

from manyvoices.core.audit import record
from manyvoices.core.refusals import Conflict, Refused
from manyvoices.federation.blocks import is_blocked
from manyvoices.federation.models import Note, Showing
from manyvoices.federation.permissions import may_moderate
from manyvoices.people.models import Person


def show_reply(*, actor: Person, reply: Note) -> Note:
    """The shown reply; from then on its author is no new contact. A second time changes nothing.

    Raises NotThere, Refused (also for words that were not said in public, and of somebody blocked), Conflict when
    its author has deleted it.
    """
    voice = may_moderate(actor, reply)
    if not reply.public:
        raise Refused(_("This was said to you alone. It cannot be shown to everybody."))
    if reply.deleted_at is not None:
        raise Conflict(_("Its author has deleted this reply meanwhile."))
    if reply.actor is not None and is_blocked(reply.actor, voice):
        raise Refused(_("Its author is blocked. Lift the block first."))
    with transaction.atomic():
        standing = Note.objects.filter(pk=reply.pk, deleted_at=None).exclude(showing=Showing.SHOWN)
        if standing.update(showing=Showing.SHOWN, showing_by=actor, showing_because=""):
            record(actor=actor, verb="show_reply", target=reply)
    reply.refresh_from_db(fields=["showing", "showing_by", "showing_because"])
    return reply
