"""A colleague answered by another way: by e-mail, by telephone, where it was said."""

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from manyvoices.conversations.answering import Unseen, last_of_theirs, news_since
from manyvoices.conversations.drafts import keep_draft
from manyvoices.conversations.history import note
from manyvoices.conversations.intakes import ELSEWHERE
from manyvoices.conversations.models import Conversation, Direction, Message, ReplyDraft, Standing
from manyvoices.conversations.models.message import LONGEST
from manyvoices.conversations.permissions import may_answer
from manyvoices.conversations.settling import keep_promise
from manyvoices.core import audit, clock
from manyvoices.core.markup.text import tidy
from manyvoices.core.refusals import Invalid
from manyvoices.people.models import Person

PREVIEW = 200


def record_answer_elsewhere(
    *, actor: Person, conversation: Conversation, text: str, seen_version: int
) -> Message:
    """What was answered, counted as the human answer that it is: the promise is kept at this moment, and it is their turn.

    Nothing leaves by it. For conversations that no network of ours reaches. Unseen (a Conflict) when something was said
    since `seen_version`: then nothing is counted and the words are kept as a draft. Pressed twice it is one answer.
    Raises NotThere, Refused; Invalid without words, or where the answer can be sent from here.
    """
    may_answer(actor, conversation)
    words = tidy(text, LONGEST)
    if not words:
        raise Invalid(
            text=_("Write down what you answered, as it was or in short: the next colleague reads it.")
        )
    if conversation.network not in ELSEWHERE:
        raise Invalid(text=_("An answer to this is sent from here."))
    try:
        with transaction.atomic():
            return _recorded(actor, conversation, words, seen_version)
    except Unseen as unseen:
        last = unseen.news[-1] if len(unseen.news) == 1 else None
        if last is not None and last.by_id == actor.pk and last.text == words:
            return last
        keep_draft(conversation, actor, words, seen_version)
        raise


def _recorded(actor: Person, conversation: Conversation, words: str, seen_version: int) -> Message:
    now, theirs = clock.now(), last_of_theirs(conversation)
    seen = Conversation.objects.filter(pk=conversation.pk, version=seen_version, merged_into=None)
    if not seen.update(
        version=F("version") + 1,
        messages_count=F("messages_count") + 1,
        last_at=now,
        answered_at=now,
        preview=words[:PREVIEW],
        on_top_because="",
    ):
        fresh = Conversation.objects.get(pk=conversation.pk)
        raise Unseen(fresh, news_since(fresh, seen_version))
    message = Message.objects.create(
        conversation=conversation,
        direction=Direction.OUT,
        network=conversation.network,
        in_reply_to=theirs.remote_id or "" if theirs else "",
        visibility="direct",
        text=words,
        said_at=now,
        stored_at=now,
        sent_at=now,
        done_at=now,
        by=actor,
    )
    conversation.refresh_from_db()
    if conversation.standing == Standing.OPEN:
        conversation.standing = Standing.WAITING
        conversation.save(update_fields=["standing"])
    keep_promise(conversation, now, None)
    ReplyDraft.objects.filter(conversation=conversation, person=actor).delete()
    note(conversation, "answered", actor, message=message.pk, elsewhere=True)
    audit.record(actor=actor, verb="record_answer_elsewhere", target=conversation)
    return message
