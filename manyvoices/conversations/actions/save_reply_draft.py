"""Keep what somebody is writing as an answer, and which version of the conversation they see."""

from django.db import transaction
from django.utils.translation import gettext as _

from manyvoices.conversations.drafts import keep_draft
from manyvoices.conversations.models import Conversation, Direction, ReplyDraft
from manyvoices.conversations.permissions import may_answer
from manyvoices.core.markup.text import tidy
from manyvoices.core.refusals import Invalid
from manyvoices.people.models import Person
from manyvoices.publishing.models.post import MAX_TEXT


def save_reply_draft(
    *, actor: Person, conversation: Conversation, text: str, seen_version: int
) -> ReplyDraft | None:
    """The draft, one a person and conversation; None when nothing is kept: without words, and of words that they have sent
    since `seen_version`, which a slow network brings once more. Raises NotThere, Refused, Invalid.
    """
    may_answer(actor, conversation)
    if len(text) > MAX_TEXT:
        raise Invalid(
            text=_("The text is longer than %(most)s characters. Shorten it or write two answers.")
            % {"most": MAX_TEXT}
        )
    if not text.strip():
        ReplyDraft.objects.filter(conversation=conversation, person=actor).delete()
        return None
    with transaction.atomic():
        # An answer that leaves at the same moment changes this row as well: it is seen whole, or comes after.
        fresh = Conversation.objects.select_for_update().get(pk=conversation.pk)
        if _has_left(fresh, actor, text, seen_version):
            return None
        return keep_draft(conversation, actor, text, seen_version)


def _has_left(conversation: Conversation, actor: Person, text: str, seen_version: int) -> bool:
    """Whether the newest of what they answered since then are these words, or begins with them: it was typed on meanwhile."""
    if conversation.version <= seen_version:
        return False
    ours = conversation.messages.filter(direction=Direction.OUT, by=actor, deleted_at=None)
    last = ours.order_by("-id").values_list("text", flat=True).first()
    return last is not None and last.startswith(tidy(text, MAX_TEXT))
