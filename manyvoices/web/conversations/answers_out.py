"""Our own answers after they were pressed: take back, put right, remove, try again."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from manyvoices.conversations.actions.change_answer import change_answer
from manyvoices.conversations.actions.remove_answer import remove_answer
from manyvoices.conversations.actions.take_answer_back import take_answer_back
from manyvoices.conversations.models import Message
from manyvoices.conversations.permissions import may_answer
from manyvoices.conversations.telling import INBOX
from manyvoices.core.refusals import Conflict
from manyvoices.people.models import Person
from manyvoices.publishing.actions.answer_unknown import answer_unknown
from manyvoices.publishing.actions.retry_delivery import retry_delivery
from manyvoices.publishing.models import Delivery, Variant
from manyvoices.publishing.status import ANSWER, RETRY, status
from manyvoices.web.conversations.opened import answer_of
from manyvoices.web.conversations.pressing import back, done, pressed
from manyvoices.web.refusing import attempt
from manyvoices.web.working_page import working_page


class ChangeForm(forms.Form):
    """The words, and the version of them that was shown."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    text = forms.CharField(
        label=gettext_lazy("Your answer"),
        strip=False,
        widget=forms.Textarea(attrs={"dir": "auto", "rows": 8}),
    )


@working_page("POST")
def take_back(request: HttpRequest, person: Person, conversation_id: int, message_id: int) -> HttpResponse:
    """In the moment before it leaves; its words wait in the conversation as a draft."""
    message = answer_of(person, conversation_id, message_id)
    said = _("Nothing left. Your words wait below as a draft.")
    return pressed(request, message.conversation, said, take_answer_back, actor=person, message=message)


@working_page("GET", "POST")
def change(request: HttpRequest, person: Person, conversation_id: int, message_id: int) -> HttpResponse:
    """The form with its words, then the edit; 409 with both where a colleague changed it meanwhile."""
    message = answer_of(person, conversation_id, message_id)
    may_answer(person, message.conversation)
    words = _words(message)
    form = ChangeForm(
        request.POST if request.method == "POST" else None,
        initial={"version": words.version, "text": words.text},
    )
    theirs: Variant | None = None
    if form.is_valid():
        try:
            changed = attempt(form, change_answer, actor=person, message=message, **form.cleaned_data)
        except Conflict as why:
            messages.warning(request, str(why))
            theirs = _words(message)
            form = ChangeForm(initial={"version": theirs.version, "text": form.cleaned_data["text"]})
        else:
            if changed is not None:
                messages.success(request, _("Changed. The new words leave for everywhere it was sent."))
                return back(request, message.conversation)
    context = {
        "section": "inbox",
        "one": message.conversation,
        "message": message,
        "form": form,
        "theirs": theirs,
        "inbox": INBOX,
    }
    http = 409 if theirs else 422 if form.errors else 200
    return render(request, "conversations/change.html", context, status=http)


@working_page("GET", "POST")
def remove(request: HttpRequest, person: Person, conversation_id: int, message_id: int) -> HttpResponse:
    """The question, then its words go here and wherever it was sent."""
    message = answer_of(person, conversation_id, message_id)
    may_answer(person, message.conversation)
    if request.method == "POST":
        said = _("Taken back. It disappears wherever it was sent within moments.")
        done(request, said, remove_answer, actor=person, message=message)
        return redirect("conversation", message.conversation_id)
    context = {"section": "inbox", "one": message.conversation, "message": message, "inbox": INBOX}
    return render(request, "conversations/remove.html", context)


@working_page("POST")
def again(request: HttpRequest, person: Person, conversation_id: int, message_id: int) -> HttpResponse:
    """What failed is tried again; `arrived` ("yes", "no") is what somebody saw where nobody else can tell."""
    message = answer_of(person, conversation_id, message_id)
    may_answer(person, message.conversation)
    one, arrived = message.conversation, request.POST.get("arrived", "")
    wanted = ANSWER if arrived else RETRY
    rows = Delivery.objects.filter(post=message.post, dropped_at=None).select_related("post", "post__voice")
    stuck = [row for row in rows.order_by("part", "id") if status(row).needs == wanted]
    if not stuck:
        messages.info(request, _("Nothing of it waits for that any more."))
        return back(request, one)
    said = _("It is tried again now.")
    if arrived:
        said = _("Thank you: it counts as sent.") if arrived == "yes" else _("Thank you: it is sent now.")
    done(request, said, _go_on, person, stuck, arrived)
    return back(request, one)


def _go_on(person: Person, stuck: list[Delivery], arrived: str) -> None:
    for row in stuck:
        if arrived:
            answer_unknown(actor=person, delivery=row, arrived=arrived == "yes")
        else:
            retry_delivery(actor=person, delivery=row)


def _words(message: Message) -> Variant:
    return Variant.objects.filter(post=message.post).order_by("-version", "-pk")[0]
