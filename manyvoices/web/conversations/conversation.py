"""The page of one conversation: what was said, who has it, by when, and the answer."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from manyvoices.conversations.models import Conversation
from manyvoices.conversations.queries.conversation import Shown, shown_to
from manyvoices.conversations.telling import INBOX
from manyvoices.people.models import Person
from manyvoices.web.closing.on_conversation import closing_part
from manyvoices.web.conversations.answering import AnswerPart, answer_part
from manyvoices.web.conversations.beside import beside
from manyvoices.web.conversations.head import head
from manyvoices.web.conversations.note_form import NoteForm
from manyvoices.web.conversations.opened import opened, place_of
from manyvoices.web.conversations.timeline import timeline
from manyvoices.web.working_page import working_page


@working_page("GET")
def conversation(request: HttpRequest, person: Person, conversation_id: int) -> HttpResponse:
    """The newest messages, or those `before` one. What became part of another conversation leads there."""
    if place_of(conversation_id) != conversation_id:
        return redirect("conversation", opened(person, conversation_id).pk)
    said = request.GET.get("before", "")
    before = int(said) if said.isdecimal() and len(said) < 19 else None
    shown = shown_to(person, conversation_id, before=before)
    part = answer_part(person, shown.conversation, shown.draft) if before is None else None
    return _page(request, person, shown, part, NoteForm())


def conversation_page(
    request: HttpRequest,
    person: Person,
    one: Conversation,
    *,
    answer: AnswerPart | None = None,
    note_form: NoteForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page again after something was pressed that could not be done, with what was typed."""
    shown = shown_to(person, one.pk)
    part = answer or answer_part(person, shown.conversation, shown.draft)
    return _page(request, person, shown, part, note_form or NoteForm(), status=status)


def _page(
    request: HttpRequest,
    person: Person,
    shown: Shown,
    answer: AnswerPart | None,
    note_form: NoteForm,
    *,
    status: int = 200,
) -> HttpResponse:
    one, form = shown.conversation, answer.form if answer else None
    speaks = frozenset(voice.pk for voice in form.voices.values()) if form else frozenset()
    context = {
        "section": "inbox",
        "inbox": INBOX,
        "one": one,
        "shown": shown,
        "entries": timeline(shown, speaks, is_older=answer is None),
        "answer": answer,
        "note_form": note_form,
        "live": answer is not None,
        **head(person, shown),
        "column": beside(person, shown),
        "closing": closing_part(person, one),
    }
    return render(request, "conversations/conversation.html", context, status=status)
