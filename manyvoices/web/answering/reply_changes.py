"""A saved reply is made, looked at with its places filled, changed, ended."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from manyvoices.conversations.actions.change_saved_reply import change_saved_reply
from manyvoices.conversations.actions.end_saved_reply import end_saved_reply
from manyvoices.conversations.actions.make_saved_reply import make_saved_reply
from manyvoices.conversations.models import SavedReply
from manyvoices.conversations.queries.saved_replies import example_of, reply_seen, units_arranged
from manyvoices.conversations.saved_replies import VARIABLES, fill, unfilled
from manyvoices.conversations.saving_replies import may_save
from manyvoices.people.models import Person, Unit
from manyvoices.people.queries import rights
from manyvoices.web.answering.forms import ReplyForm
from manyvoices.web.refusing import attempt
from manyvoices.web.working_page import working_page


@working_page("GET", "POST")
def new(request: HttpRequest, me: Person) -> HttpResponse:
    """One more: mine, or of a unit that I lead. With "preview" it is looked at, not saved."""
    units = {unit.pk: unit for unit in units_arranged(rights(me))}
    form = ReplyForm(list(units), request.POST if request.method == "POST" else None)
    if form.is_valid():
        unit = units.get(int(form.cleaned_data["unit"] or 0))
        if "preview" in request.POST:
            return _page(request, me, form, unit=unit, previewed=True)
        if attempt(form, make_saved_reply, actor=me, unit=unit, **form.words()):
            messages.success(request, _("Saved. It is offered wherever you answer."))
            return redirect("saved-replies")
    return _page(request, me, form)


@working_page("GET", "POST")
def change(request: HttpRequest, me: Person, saved_reply_id: int) -> HttpResponse:
    """Other words for it; whose it is stays."""
    reply = reply_seen(rights(me), saved_reply_id)
    may_save(me, reply)
    before = {"title": reply.title, "text": reply.text, "language": reply.language}
    form = ReplyForm([], request.POST if request.method == "POST" else None, initial=before)
    del form.fields["unit"]
    if form.is_valid():
        if "preview" in request.POST:
            return _page(request, me, form, reply=reply, unit=reply.unit, previewed=True)
        if attempt(form, change_saved_reply, actor=me, reply=reply, **form.words()):
            messages.success(request, _("Saved. Answers that were sent stay as they are."))
            return redirect("saved-replies")
    return _page(request, me, form, reply=reply, unit=reply.unit)


@working_page("POST")
def end(request: HttpRequest, me: Person, saved_reply_id: int) -> HttpResponse:
    """It is offered no longer."""
    end_saved_reply(actor=me, reply=reply_seen(rights(me), saved_reply_id))
    messages.success(request, _("Ended. It is offered no longer."))
    return redirect("saved-replies")


def _page(
    request: HttpRequest,
    me: Person,
    form: ReplyForm,
    *,
    reply: SavedReply | None = None,
    unit: Unit | None = None,
    previewed: bool = False,
) -> HttpResponse:
    text = form.cleaned_data["text"] if previewed else (reply.text if reply and not form.is_bound else "")
    shown = fill(text, example_of(me, unit))
    context = {
        "form": form,
        "reply": reply,
        "preview": shown,
        "left": [f"{{{name}}}" for name in unfilled(shown)],
        "variables": [(f"{{{name}}}", means) for name, means in VARIABLES.items()],
        "section": "saved-replies",
    }
    return render(request, "answering/saved_reply.html", context, status=422 if form.errors else 200)
