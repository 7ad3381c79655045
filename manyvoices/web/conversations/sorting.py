"""What it is: kind, urgency, topic, labels, and whether it is kept as material."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from manyvoices.conversations.actions.correct_triage import correct_triage
from manyvoices.conversations.actions.keep_conversation import keep_conversation
from manyvoices.conversations.actions.label_conversation import label_conversation
from manyvoices.conversations.actions.unlabel_conversation import unlabel_conversation
from manyvoices.conversations.models import Label
from manyvoices.core.refusals import NotThere
from manyvoices.people.models import Person
from manyvoices.web.conversations.opened import opened
from manyvoices.web.conversations.pressing import back, pressed
from manyvoices.web.working_page import working_page

QUESTIONS = ("kind", "urgency", "topic")


@working_page("POST")
def correct(request: HttpRequest, person: Person, conversation_id: int) -> HttpResponse:
    """One of `kind`, `urgency` and `topic` is what was pressed from now on; the sorting learns from it."""
    one = opened(person, conversation_id)
    question = next((name for name in QUESTIONS if name in request.POST), "")
    return pressed(
        request,
        one,
        _("Thank you, corrected. The sorting learns from it."),
        correct_triage,
        actor=person,
        conversation=one,
        question=question,
        said=request.POST.get(question, ""),
    )


@working_page("POST")
def label(request: HttpRequest, person: Person, conversation_id: int) -> HttpResponse:
    """`add` or `remove` is a label's number."""
    one = opened(person, conversation_id)
    adds = "add" in request.POST
    said = request.POST.get("add", request.POST.get("remove", ""))
    if not said:
        messages.warning(request, _("Choose a label."))
        return back(request, one)
    found = Label.objects.filter(pk=int(said)).first() if said.isdecimal() and len(said) < 19 else None
    if found is None:
        raise NotThere
    action = label_conversation if adds else unlabel_conversation
    words = _("Labelled “%(name)s”.") if adds else _("“%(name)s” is taken off.")
    return pressed(
        request, one, words % {"name": found.name}, action, actor=person, conversation=one, label=found
    )


@working_page("POST")
def keep(request: HttpRequest, person: Person, conversation_id: int) -> HttpResponse:
    """Kept as a "contribution" or an "idea", or ("") not any more."""
    one = opened(person, conversation_id)
    kept_as = request.POST.get("kept_as", "")
    said = _("Kept. It does not get lost.") if kept_as else _("Not kept any more.")
    return pressed(request, one, said, keep_conversation, actor=person, conversation=one, kept_as=kept_as)
