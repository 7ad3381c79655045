"""Who sees, answers and arranges conversations. Each returns when allowed and raises with the reason when not.

What reached a person's own voice is theirs alone until they hand it over (DESIGN 10): no role opens it, and whoever else asks
is told that it is not there.
"""

from django.utils.translation import gettext as _

from manyvoices.conversations.models import Cause, Conversation, Message
from manyvoices.core.refusals import NotThere, Refused
from manyvoices.people.models import Person, Right, RoleName
from manyvoices.people.queries import rights
from manyvoices.publishing.models import Post

# Who works in the inbox of a unit, and who arranges it.
IN_INBOX = frozenset(
    {
        RoleName.RESPONDER.value,
        RoleName.EDITOR.value,
        RoleName.UNIT_LEAD.value,
        RoleName.CRISIS_LEAD.value,
        RoleName.PROGRAMME_LEAD.value,
    }
)
ANSWERS = frozenset({RoleName.RESPONDER.value, RoleName.EDITOR.value})
KEEPS = frozenset({RoleName.PROGRAMME_LEAD.value, RoleName.ADMINISTRATOR.value})
ARRANGES = frozenset({RoleName.UNIT_LEAD.value, RoleName.PROGRAMME_LEAD.value})
# Who opens and closes the doors through which messages come in: it takes addresses, passwords and files.
KEEPS_INTAKES = ARRANGES | {RoleName.ADMINISTRATOR.value}


def may_see(person: Person, conversation: Conversation) -> None:
    """Passes the owner of a private conversation alone; of the organisation's, its inbox and whoever has it. Raises NotThere."""
    if conversation.owner_id:
        if conversation.owner_id != person.pk:
            raise NotThere
        return
    if conversation.assigned_to_id == person.pk and person.is_active:
        return
    if not rights(person).has_any_role(IN_INBOX, conversation.unit_id):
        raise NotThere


def may_answer(person: Person, conversation: Conversation) -> None:
    """Passes the owner, responders and editors of the unit, and whoever was granted to answer there."""
    may_see(person, conversation)
    if conversation.owner_id == person.pk:
        return
    held = rights(person)
    if held.has_any_role(ANSWERS, conversation.unit_id) or held.has_right(Right.ANSWER, conversation.unit_id):
        return
    raise Refused(
        _(
            "You may read this, but not answer yet: that takes the role of a responder or a grant. "
            "Ask the lead of the unit, or pass it to a colleague who may."
        )
    )


def may_still_answer(person: Person, post: Post) -> None:
    """Asked in the last moment before an answer leaves: passes who may answer its conversation now. Raises Refused."""
    message = Message.objects.select_related("conversation").filter(post=post).first()
    if message is None:
        return
    try:
        may_answer(person, message.conversation)
    except NotThere:
        raise Refused(
            _("Whoever wrote this answer may not answer here any more. A colleague answers instead.")
        ) from None


def may_work_on(person: Person, conversation: Conversation) -> None:
    """Passes who sees it, to sort, label, snooze, comment, close and pass it on."""
    may_see(person, conversation)
    if not person.is_active:
        raise NotThere


def may_arrange(person: Person, unit_id: int) -> None:
    """Passes the leads of a unit: promises, ways of giving out, labels, saved replies of the unit."""
    if not rights(person).has_any_role(ARRANGES, unit_id):
        raise Refused(_("How a unit answers is arranged by its leads. Ask one of them."))


def may_keep_intakes(person: Person, unit_id: int) -> None:
    """Passes the leads and administrators of a unit: its addresses, webhooks and imports. Raises Refused."""
    if not rights(person).has_any_role(KEEPS_INTAKES, unit_id):
        raise Refused(
            _("How messages come in to a unit is arranged by its leads and administrators. Ask one of them.")
        )


def may_keep_contacts(person: Person) -> None:
    """Passes programme leads and administrators of the whole organisation: legal holds, export and erasure of a contact."""
    if not rights(person).has_any_role(KEEPS, None):
        raise Refused(
            _(
                "Holds, exports and erasures of contacts are made by programme leads and administrators of all."
            )
        )


def may_see_cause(person: Person, cause: Cause) -> None:
    """Passes its owner and who works in an inbox of its unit. Raises NotThere. What was said stays in the inboxes."""
    if not person.is_active:
        raise NotThere
    if cause.owner_id != person.pk and not rights(person).has_any_role(IN_INBOX, cause.unit_id):
        raise NotThere


def may_name_causes(person: Person, unit_id: int) -> None:
    """Passes who works in an inbox of the unit: whoever hears complaints may say why they come."""
    if not rights(person).has_any_role(IN_INBOX, unit_id):
        raise Refused(_("Causes are named by those who work in the inbox of the unit. Ask one of them."))
