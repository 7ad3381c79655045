"""Giving and ending roles."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from manyvoices.core.refusals import NotThere
from manyvoices.people.actions.end_role import end_role
from manyvoices.people.actions.give_role import give_role
from manyvoices.people.models import Person
from manyvoices.people.queries import person_in_view, rights
from manyvoices.web.people.forms import ReasonForm, RoleForm
from manyvoices.web.people.person import person_page
from manyvoices.web.refusing import attempt
from manyvoices.web.working_page import working_page


@working_page("POST")
def give(request: HttpRequest, me: Person, person_id: int) -> HttpResponse:
    """Give a role to somebody one sees."""
    held = rights(me)
    person = person_in_view(held, person_id)
    form = RoleForm(held, request.POST)
    if form.is_valid():
        attempt(form, give_role, actor=me, person=person, **form.cleaned_data)
    if form.errors:
        return person_page(request, held, person, role_form=form)
    messages.success(request, _("The role counts from now on."))
    return redirect("person", person_id)


@working_page("POST")
def end(request: HttpRequest, me: Person, person_id: int, role_id: int) -> HttpResponse:
    """End one of the person's live roles, with the reason."""
    held = rights(me)
    person = person_in_view(held, person_id)
    role = person.roles.filter(pk=role_id).first()
    if role is None:
        raise NotThere
    form = ReasonForm(request.POST)
    if form.is_valid():
        attempt(form, end_role, actor=me, role=role, because=form.cleaned_data["because"])
    if form.errors:
        return person_page(request, held, person, reason_form=form)
    messages.success(request, _("The role has ended."))
    return redirect("person", person_id)
