"""One cause: how often it is said, who sees to it, what was changed, whether it helped, and who is told."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from manyvoices.conversations.actions.change_cause import change_cause
from manyvoices.conversations.actions.write_word_back import write_word_back
from manyvoices.conversations.models import Cause, CauseState
from manyvoices.conversations.queries.causes import (
    before_and_after,
    cause_in_view,
    examples_of,
    owners_for,
    times_of,
)
from manyvoices.conversations.queries.words_back import reach_of, to_reach
from manyvoices.core import clock
from manyvoices.people.models import Person
from manyvoices.people.queries import rights
from manyvoices.publishing.actions.start_draft import start_draft
from manyvoices.web.closing.forms import ChangeForm, WordForm
from manyvoices.web.refusing import attempt
from manyvoices.web.working_page import working_page

EXAMPLES = 10


@working_page("GET")
def cause(request: HttpRequest, me: Person, cause_id: int) -> HttpResponse:
    """The page for its owner and the inboxes of its unit; 404 for everybody else. ?before= goes on with examples."""
    return _page(request, me, cause_in_view(me, cause_id))


@working_page("POST")
def change(request: HttpRequest, me: Person, cause_id: int) -> HttpResponse:
    """Say where it stands."""
    found = cause_in_view(me, cause_id)
    form = ChangeForm(request.POST, cause=found, owners=_owners(me, found))
    if form.is_valid() and attempt(form, change_cause, actor=me, cause=found, about=form.about()) is not None:
        messages.success(request, _("Saved."))
        return redirect("cause", found.pk)
    return _page(request, me, found, form=form)


@working_page("POST")
def word(request: HttpRequest, me: Person, cause_id: int) -> HttpResponse:
    """Write what they are told; nothing leaves yet."""
    found = cause_in_view(me, cause_id)
    form = WordForm(request.POST)
    if (
        form.is_valid()
        and attempt(form, write_word_back, actor=me, cause=found, **form.cleaned_data) is not None
    ):
        messages.success(request, _("Saved. Nothing has left: look below whom it reaches, then press."))
        return redirect("cause", found.pk)
    return _page(request, me, found, word_form=form)


@working_page("POST")
def post(request: HttpRequest, me: Person, cause_id: int) -> HttpResponse:
    """A public post begins with these words; it opens in the composer and leaves when somebody publishes it."""
    found = cause_in_view(me, cause_id)
    made = start_draft(actor=me, text=found.word or found.change)
    return redirect("draft", made.pk)


def _page(request: HttpRequest, me: Person, found: Cause, **tried: Any) -> HttpResponse:
    asked = request.GET.get("before", "")
    before = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 19 else None
    examples = list(examples_of(me, found, before=before)[: EXAMPLES + 1])
    reached, further = to_reach(me, found) if found.word else ([], None)
    context = {
        "section": "causes",
        "cause": found,
        "times": times_of(found),
        "compared": before_and_after(found, clock.now()),
        "examples": examples[:EXAMPLES],
        "older": examples[EXAMPLES - 1].pk if len(examples) > EXAMPLES else None,
        "before": before,
        "is_changed": found.state == CauseState.CHANGED,
        "reach": reach_of(me, found),
        "reached": reached,
        "further": further,
        "form": ChangeForm(cause=found, owners=_owners(me, found)) if "form" not in tried else None,
        "word_form": WordForm(initial={"text": found.word}),
        **tried,
    }
    return render(request, "closing/cause.html", context, status=422 if tried else 200)


def _owners(me: Person, found: Cause) -> list[Person]:
    return owners_for(me, list(rights(me).lineage(found.unit_id)), besides=found.owner)
