"""Granting and revoking rights."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from manyvoices.core.refusals import NotThere
from manyvoices.people.actions.give_grant import give_grant
from manyvoices.people.actions.revoke_grant import revoke_grant
from manyvoices.people.models import Person
from manyvoices.people.queries import person_in_view, rights
from manyvoices.web.people.forms import GrantForm, ReasonForm
from manyvoices.web.people.person import person_page
from manyvoices.web.refusing import attempt
from manyvoices.web.working_page import working_page


@working_page("POST")
def give(request: HttpRequest, me: Person, person_id: int) -> HttpResponse:
    """Grant a right to somebody one sees."""
    held = rights(me)
    person = person_in_view(held, person_id)
    form = GrantForm(held, request.POST)
    if form.is_valid():
        attempt(form, give_grant, actor=me, person=person, **form.cleaned_data)
    if form.errors:
        return person_page(request, held, person, grant_form=form)
    messages.success(request, _("The right counts from now on."))
    return redirect("person", person_id)


@working_page("POST")
def revoke(request: HttpRequest, me: Person, person_id: int, grant_id: int) -> HttpResponse:
    """Revoke one of the person's grants, with the reason."""
    held = rights(me)
    person = person_in_view(held, person_id)
    grant = person.grants.filter(pk=grant_id).first()
    if grant is None:
        raise NotThere
    form = ReasonForm(request.POST)
    if form.is_valid():
        attempt(form, revoke_grant, actor=me, grant=grant, because=form.cleaned_data["because"])
    if form.errors:
        return person_page(request, held, person, reason_form=form)
    messages.success(request, _("The right is revoked."))
    return redirect("person", person_id)
