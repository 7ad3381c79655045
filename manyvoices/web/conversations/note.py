"""A remark among colleagues."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from manyvoices.conversations.actions.comment_conversation import comment_conversation
from manyvoices.people.models import Person
from manyvoices.web.conversations.conversation import conversation_page
from manyvoices.web.conversations.note_form import NoteForm
from manyvoices.web.conversations.opened import opened
from manyvoices.web.conversations.pressing import back
from manyvoices.web.refusing import attempt
from manyvoices.web.working_page import working_page


@working_page("POST")
def note(request: HttpRequest, person: Person, conversation_id: int) -> HttpResponse:
    """Kept, and whoever it mentions is told; a remark that cannot be used stands in its field with the reason."""
    one = opened(person, conversation_id)
    form = NoteForm(request.POST)
    if form.is_valid():
        text = form.cleaned_data["text"]
        if attempt(form, comment_conversation, actor=person, conversation=one, text=text) is not None:
            messages.success(request, _("Noted. Only colleagues see it."))
            return back(request, one)
    return conversation_page(request, person, one, note_form=form, status=422)
