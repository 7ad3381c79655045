"""Addresses of one conversation."""

from django.urls import path

from manyvoices.web.conversations import (
    answer,
    answers_out,
    closing,
    conversation,
    draft,
    hand_over,
    looking,
    merging,
    note,
    passing,
    resting,
    saved,
    sorting,
)

_ONE = "inbox/<int:conversation_id>/"
_ANSWER = _ONE + "answers/<int:message_id>/"

urlpatterns = [
    path(_ONE, conversation.conversation, name="conversation"),
    path(_ONE + "answer/", answer.answer, name="conversation-answer"),
    path(_ONE + "draft/", draft.draft, name="conversation-draft"),
    path(_ONE + "saved/", saved.saved, name="conversation-saved"),
    path(_ONE + "looking/", looking.looking, name="conversation-looking"),
    path(_ONE + "note/", note.note, name="conversation-note"),
    path(_ONE + "take/", passing.take, name="conversation-take"),
    path(_ONE + "give/", passing.give, name="conversation-assign"),
    path(_ONE + "release/", passing.release, name="conversation-release"),
    path(_ONE + "snooze/", resting.snooze, name="conversation-snooze"),
    path(_ONE + "wake/", resting.wake, name="conversation-wake"),
    path(_ONE + "wait/", resting.wait, name="conversation-wait"),
    path(_ONE + "close/", closing.close, name="conversation-close"),
    path(_ONE + "reopen/", closing.reopen, name="conversation-reopen"),
    path(_ONE + "kind/", sorting.correct, name="conversation-kind"),
    path(_ONE + "label/", sorting.label, name="conversation-label"),
    path(_ONE + "keep/", sorting.keep, name="conversation-keep"),
    path(_ONE + "merge/", merging.merge, name="conversation-merge"),
    path(_ONE + "part/", merging.part, name="conversation-part"),
    path(_ONE + "hand-over/", hand_over.hand_over, name="conversation-hand-over"),
    path(_ANSWER + "take-back/", answers_out.take_back, name="answer-take-back"),
    path(_ANSWER + "change/", answers_out.change, name="answer-change"),
    path(_ANSWER + "remove/", answers_out.remove, name="answer-remove"),
    path(_ANSWER + "again/", answers_out.again, name="answer-again"),
]
