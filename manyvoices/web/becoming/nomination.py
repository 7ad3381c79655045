"""One nomination: what it says, and what a lead or its author does with it."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from manyvoices.people.actions.decline_nomination import decline_nomination
from manyvoices.people.actions.invite_nominee import invite_nominee
from manyvoices.people.actions.withdraw_nomination import withdraw_nomination
from manyvoices.people.models import Nomination, Person
from manyvoices.people.nominating import Step, seen
from manyvoices.people.queries import rights
from manyvoices.people.queries.nominations import nomination_in_view
from manyvoices.people.rights import Rights
from manyvoices.web.becoming.forms import DeclineForm
from manyvoices.web.refusing import attempt
from manyvoices.web.working_page import working_page


@working_page("GET")
def nomination(request: HttpRequest, me: Person, nomination_id: int) -> HttpResponse:
    """The page of a nomination one sees; to an invited nominee it is the invitation. Everything else is a 404."""
    held = rights(me)
    return _page(request, held, nomination_in_view(held, nomination_id), DeclineForm())


@working_page("POST")
def invite(request: HttpRequest, me: Person, nomination_id: int) -> HttpResponse:
    """Invite the nominee."""
    row = nomination_in_view(rights(me), nomination_id)
    invite_nominee(actor=me, nomination=row)
    messages.success(
        request, _("%(name)s is invited and told. The answer is theirs.") % {"name": row.nominee.name}
    )
    return redirect("nomination", nomination_id)


@working_page("POST")
def decline(request: HttpRequest, me: Person, nomination_id: int) -> HttpResponse:
    """Do not invite, with the reason."""
    held = rights(me)
    row, form = nomination_in_view(held, nomination_id), DeclineForm(request.POST)
    if form.is_valid():
        attempt(form, decline_nomination, actor=me, nomination=row, **form.cleaned_data)
    if form.errors:
        return _page(request, held, row, form)
    messages.success(request, _("Your reason was told to both."))
    return redirect("nomination", nomination_id)


@working_page("POST")
def withdraw(request: HttpRequest, me: Person, nomination_id: int) -> HttpResponse:
    """Take one's own nomination back."""
    withdraw_nomination(actor=me, nomination=nomination_in_view(rights(me), nomination_id))
    messages.success(request, _("Taken back."))
    return redirect("nomination", nomination_id)


def _page(request: HttpRequest, held: Rights, row: Nomination, form: forms.BaseForm) -> HttpResponse:
    one = seen(row, held)
    is_invitation = one.is_mine and one.step == Step.INVITED
    template = "becoming/invitation.html" if is_invitation else "becoming/nomination.html"
    context = {"one": one, "form": form, "section": "people"}
    return render(request, template, context, status=422 if form.errors else 200)
