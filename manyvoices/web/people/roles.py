"""Giving and ending roles."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from manyvoices.core.refusals import NotThere
from manyvoices.people.actions.end_role import end_role
from manyvoices.people.actions.give_role import give_role
from manyvoices.people.queries import person_in_view, rights
from manyvoices.web.actor import actor
from manyvoices.web.people.forms import ReasonForm, RoleForm
from manyvoices.web.people.person import person_page
from manyvoices.web.refusing import attempt


@login_required
@require_POST
def give(request: HttpRequest, person_id: int) -> HttpResponse:
    """Give a role to somebody one sees."""
    me = actor(request)
    held = rights(me)
    person = person_in_view(held, person_id)
    form = RoleForm(held, request.POST)
    if form.is_valid():
        attempt(form, give_role, actor=me, person=person, **form.cleaned_data)
    if form.errors:
        return person_page(request, held, person, role_form=form)
    messages.success(request, _("The role counts from now on."))
    return redirect("person", person_id)


@login_required
@require_POST
def end(request: HttpRequest, person_id: int, role_id: int) -> HttpResponse:
    """End one of the person's live roles, with the reason."""
    me = actor(request)
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
