"""A conversation is kept as material: what somebody contributed, or an idea."""

from django.db import transaction
from django.utils.translation import gettext as _

from manyvoices.conversations.history import note
from manyvoices.conversations.holding import held_of_organisation
from manyvoices.conversations.models import Conversation
from manyvoices.core.refusals import Invalid
from manyvoices.people.models import Person

KEPT_AS = ("contribution", "idea")


@transaction.atomic
def keep_conversation(*, actor: Person, conversation: Conversation, kept_as: str) -> Conversation:
    """The conversation, kept as a "contribution" or an "idea", or ("") not any more; the same again changes nothing.

    Refused for a private one; Invalid for any other word.
    """
    if kept_as not in {*KEPT_AS, ""}:
        raise Invalid(kept_as=_("Keep it as a contribution or as an idea."))
    fresh = held_of_organisation(actor, conversation)
    if fresh.kept_as != kept_as:
        fresh.kept_as = kept_as
        fresh.save(update_fields=["kept_as"])
        note(fresh, "kept" if kept_as else "not_kept", actor, kept_as=kept_as)
    return fresh
