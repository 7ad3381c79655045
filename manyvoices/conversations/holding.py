"""The row of a conversation, held until the action's transaction ends: two people at once are one after the other."""

from django.utils.translation import gettext as _

from manyvoices.conversations.models import Conversation
from manyvoices.conversations.permissions import may_work_on
from manyvoices.core.refusals import Conflict, NotThere, Refused
from manyvoices.people.models import Person


def held(person: Person, conversation: Conversation) -> Conversation:
    """The conversation as it is now, with its unit, for somebody who may work on it.

    Raises NotThere where they see nothing, Conflict where it became part of another one meanwhile.
    """
    rows = Conversation.objects.select_for_update(of=("self",)).select_related("unit")
    fresh = rows.filter(pk=conversation.pk).first()
    if fresh is None:
        raise NotThere
    may_work_on(person, fresh)
    if fresh.merged_into_id:
        raise Conflict(_("This conversation became part of another one meanwhile. Go on there."))
    return fresh


def held_of_organisation(person: Person, conversation: Conversation) -> Conversation:
    """The same, refused for what is private: nobody else has it, and nothing is promised there."""
    fresh = held(person, conversation)
    if fresh.owner_id:
        raise Refused(_("This conversation is yours alone. Hand it over first, and colleagues can help."))
    return fresh


def address(conversation: Conversation) -> str:
    """The path of its page."""
    return f"/inbox/{conversation.pk}/"
