"""One person: roles, grants, and the end of their access."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext

from manyvoices.core.refusals import Refused
from manyvoices.people.actions.end_person import end_person
from manyvoices.people.models import Grant, Person
from manyvoices.people.permissions import ADMINISTRATORS, may_let_in, rights_to_give, roles_to_give
from manyvoices.people.queries import person_in_view, rights
from manyvoices.people.rights import Rights
from manyvoices.web.people.details import details_of
from manyvoices.web.people.forms import GrantForm, ReasonForm, RoleForm
from manyvoices.web.refusing import attempt
from manyvoices.web.working_page import working_page


@working_page("GET")
def person(request: HttpRequest, me: Person, person_id: int) -> HttpResponse:
    """The page of somebody one sees; everybody else is a 404."""
    held = rights(me)
    return person_page(request, held, person_in_view(held, person_id))


@working_page("POST")
def end(request: HttpRequest, me: Person, person_id: int) -> HttpResponse:
    """End the person's access, with the reason."""
    held = rights(me)
    leaving = person_in_view(held, person_id)
    form = ReasonForm(request.POST)
    if form.is_valid():
        attempt(form, end_person, actor=me, person=leaving, because=form.cleaned_data["because"])
    if form.errors:
        return person_page(request, held, leaving, end_form=form)
    messages.success(request, gettext("%(name)s can no longer sign in.") % {"name": leaving.name})
    return redirect("person", person_id)


def person_page(request: HttpRequest, held: Rights, shown: Person, **tried: forms.BaseForm) -> HttpResponse:
    """The page, with a form that was tried and refused in place of its empty one."""
    is_other = shown.pk != held.person_id
    may_give_roles = is_other and shown.is_active and bool(roles_to_give(held, shown.unit_id))
    may_give_grants = is_other and shown.is_active and bool(rights_to_give(held, shown.unit_id))
    context = {
        "person": shown,
        "section": "people",
        "is_self": not is_other,
        "details": details_of(held, shown),
        "roles": [(role, is_other and _ends(held, role.name, role.unit_id)) for role in shown.roles.all()],
        "grants": _grants(held, shown),
        "role_form": RoleForm(held) if may_give_roles else None,
        "grant_form": GrantForm(held) if may_give_grants else None,
        "reason_form": ReasonForm(),
        "may_let_in": shown.is_active and _lets_in(held, shown),
        "end_form": ReasonForm() if _may_end(held, shown) else None,
        "may_move": shown.is_active and held.has_any_role(ADMINISTRATORS, shown.unit_id),
        **tried,
    }
    return render(request, "people/person.html", context, status=422 if tried else 200)


def _may_end(held: Rights, shown: Person) -> bool:
    return shown.is_active and shown.pk != held.person_id and held.has_any_role(ADMINISTRATORS, shown.unit_id)


def _lets_in(held: Rights, shown: Person) -> bool:
    roles = [(role.name, role.unit_id) for role in shown.roles.all()]
    try:
        may_let_in(held, person_id=shown.pk, unit_id=shown.unit_id, held=roles)
    except Refused:
        return False
    return True


def _ends(held: Rights, role: str, unit_id: int) -> bool:
    return role in roles_to_give(held, unit_id)


def _grants(held: Rights, shown: Person) -> list[tuple[Grant, bool]]:
    rows = Grant.objects.filter(person=shown, revoked_at=None).select_related("unit", "given_by")
    return [(row, row.right in rights_to_give(held, row.unit_id)) for row in rows.order_by("-given_at")]
