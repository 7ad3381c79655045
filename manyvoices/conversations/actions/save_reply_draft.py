"""Keep what somebody is writing as an answer, and which version of the conversation they see."""

from django.utils.translation import gettext as _

from manyvoices.conversations.drafts import keep_draft
from manyvoices.conversations.models import Conversation, ReplyDraft
from manyvoices.conversations.permissions import may_answer
from manyvoices.core.refusals import Invalid
from manyvoices.people.models import Person
from manyvoices.publishing.models.post import MAX_TEXT


def save_reply_draft(
    *, actor: Person, conversation: Conversation, text: str, seen_version: int
) -> ReplyDraft | None:
    """The draft, one a person and conversation; None without words, when nothing is kept. Raises NotThere, Refused, Invalid."""
    may_answer(actor, conversation)
    if len(text) > MAX_TEXT:
        raise Invalid(
            text=_("The text is longer than %(most)s characters. Shorten it or write two answers.")
            % {"most": MAX_TEXT}
        )
    if not text.strip():
        ReplyDraft.objects.filter(conversation=conversation, person=actor).delete()
        return None
    return keep_draft(conversation, actor, text, seen_version)
