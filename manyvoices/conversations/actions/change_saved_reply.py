"""Give a saved reply other words."""

from django.utils.translation import gettext as _

from manyvoices.conversations.models import SavedReply
from manyvoices.conversations.saving_replies import checked, may_save
from manyvoices.core import audit
from manyvoices.core.refusals import Conflict
from manyvoices.people.models import Person


def change_saved_reply(
    *, actor: Person, reply: SavedReply, title: str, text: str, language: str = ""
) -> SavedReply:
    """The saved reply with other words. Raises NotThere, Refused, Invalid, or Conflict when it was ended."""
    may_save(actor, reply)
    words = checked(title, text, language)
    if not SavedReply.objects.filter(pk=reply.pk, ended_at=None).update(**words):
        raise Conflict(_("This saved reply was ended meanwhile. Make a new one."))
    audit.record(actor=actor, verb="change_saved_reply", target=reply)
    reply.refresh_from_db()
    return reply
