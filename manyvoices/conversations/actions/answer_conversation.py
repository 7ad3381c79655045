"""Answer a conversation: seen in full, through the one outbox, kept as a draft where it is stopped."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F

from manyvoices.conversations.answering import (
    Unseen,
    answered_by,
    channel_of,
    check_asked,
    check_filled,
    last_of_theirs,
    may_speak_here,
    news_since,
)
from manyvoices.conversations.asking import keep_question, question_below, without_question
from manyvoices.conversations.came_to import ON_ITS_WAY
from manyvoices.conversations.drafts import keep_draft
from manyvoices.conversations.history import note
from manyvoices.conversations.models import Conversation, Direction, Message, ReplyDraft, SavedReply
from manyvoices.conversations.models.message import LONGEST
from manyvoices.conversations.permissions import may_answer
from manyvoices.core import audit, clock
from manyvoices.core.markup.text import tidy
from manyvoices.people.models import Person
from manyvoices.publishing.actions.answer_somebody import Answered, answer_somebody
from manyvoices.publishing.models import Post
from manyvoices.publishing.models.post import MAX_TEXT
from manyvoices.voices.models import Voice

PREVIEW = 200


def answer_conversation(
    *,
    actor: Person,
    conversation: Conversation,
    voice: Voice,
    text: str,
    seen_version: int,
    audience: str | None = None,
    saved_reply: SavedReply | None = None,
    close: bool = False,
    ask: bool = False,
    language: str = "",
    undo: timedelta | None = None,
) -> Message:
    """The answer, on its way: it leaves after `undo` (as posts do), and counts as an answer once it was sent.

    `seen_version` is the conversation's version that its author saw. If anything was said since, by them or by a
    colleague, nothing leaves: Unseen (a Conflict) carries the news, and the words are kept as a draft. Pressed twice,
    the same words leave once. `audience` (None: as they wrote) may be wider by this explicit choice alone; `close` closes
    the conversation once the answer was sent; `ask` puts the one-tap question "Did this help you?" below the words, from
    shared voices alone. Raises NotThere, Refused; Invalid for a place of a saved reply that nobody filled, and for what
    does not fit the network.
    """
    may_answer(actor, conversation)
    may_speak_here(actor, conversation, voice)
    check_filled(text)
    spoken = language or conversation.language or voice.language
    words, token = question_below(text, conversation, voice, spoken) if ask else (text, "")
    channel = channel_of(voice, conversation)
    answered = answered_by(conversation, last_of_theirs(conversation), text, audience)
    try:
        with transaction.atomic():
            _see_all(conversation, seen_version)
            check_asked(conversation)
            post = answer_somebody(
                actor=actor,
                channel=channel,
                text=words,
                language=spoken,
                answered=answered,
                undo=timedelta(seconds=settings.CONFIG.undo_seconds) if undo is None else undo,
            )
            message = _message(conversation, post, answered, closes=close)
            keep_question(conversation, message, token)
            _tell(actor, conversation, message, saved_reply)
    except Unseen as unseen:
        return _stopped(actor, conversation, text, seen_version, unseen)
    conversation.refresh_from_db()
    return message


def _see_all(conversation: Conversation, seen_version: int) -> None:
    """Counts the answer as news for everybody else, in the one statement that also asks whether there was any.

    Whoever comes second, an arrival or a colleague, waits for this row and finds another version.
    """
    seen = Conversation.objects.filter(
        pk=conversation.pk, version=seen_version, owner=conversation.owner_id, merged_into=None
    )
    if not seen.update(version=F("version") + 1):
        fresh = Conversation.objects.get(pk=conversation.pk)
        raise Unseen(fresh, news_since(fresh, seen_version))


def _message(conversation: Conversation, post: Post, answered: Answered, *, closes: bool) -> Message:
    now, words = clock.now(), post.variants.get().text
    Conversation.objects.filter(pk=conversation.pk).update(
        messages_count=F("messages_count") + 1, last_at=now, preview=words[:PREVIEW], on_top_because=""
    )
    return Message.objects.create(
        conversation=conversation,
        direction=Direction.OUT,
        network=conversation.network,
        in_reply_to=answered.remote_id,
        visibility=answered.audience,
        text=words[:LONGEST],
        is_cut=len(words) > LONGEST,
        language=post.language,
        said_at=now,
        stored_at=now,
        post=post,
        by=post.prepared_by,
        closes=closes,
        came_to=ON_ITS_WAY,
    )


def _tell(
    actor: Person, conversation: Conversation, message: Message, saved_reply: SavedReply | None
) -> None:
    """The draft has become the answer, and the history knows of it."""
    ReplyDraft.objects.filter(conversation=conversation, person=actor).delete()
    if saved_reply is not None:
        SavedReply.objects.filter(pk=saved_reply.pk).update(uses=F("uses") + 1)
    note(conversation, "answered", actor, message=message.pk, voice=message.post and message.post.voice_id)
    audit.record(actor=actor, verb="answer_conversation", target=conversation, post=message.post_id)


def _stopped(
    actor: Person, conversation: Conversation, text: str, seen_version: int, unseen: Unseen
) -> Message:
    """The same answer, if it was pressed twice; else the words are kept and whoever wrote them reads the news."""
    same = _pressed_twice(actor, unseen, text, seen_version)
    if same is None:
        keep_draft(conversation, actor, text, seen_version)
        raise unseen
    return same


def _pressed_twice(actor: Person, unseen: Unseen, text: str, seen_version: int) -> Message | None:
    """The answer that a double press made already: the one thing that was said since, in the same words."""
    if unseen.version != seen_version + 1 or len(unseen.news) != 1:
        return None
    (last,) = unseen.news
    same = last.by_id == actor.pk and without_question(last.text) == without_question(
        tidy(text, MAX_TEXT)[:LONGEST]
    )
    return last if same else None
