"""Passing one's place on call to a colleague, and taking that back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from manyvoices.people.actions.cancel_cover import cancel_cover
from manyvoices.people.actions.cover_shift import cover_shift
from manyvoices.people.models import Person
from manyvoices.people.permissions import ROTA_LEADS
from manyvoices.people.queries import rights
from manyvoices.people.queries.boards import cover_in_view, rota_in_view, shifts_of
from manyvoices.people.queries.responders import responders_of
from manyvoices.web.on_call.forms import CoverForm
from manyvoices.web.on_call.rota import covered_by, rota_page
from manyvoices.web.refusing import attempt
from manyvoices.web.working_page import working_page


@working_page("POST")
def cover(request: HttpRequest, me: Person, rota_id: int) -> HttpResponse:
    """Say who takes whose place."""
    held = rights(me)
    row = rota_in_view(held, rota_id)
    keeps = row.unit_id in held.units_with(ROTA_LEADS)
    places = covered_by(me, shifts_of(row), keeps=keeps)
    form = CoverForm(responders_of(held, row.unit_id), places, keeps, request.POST)
    if form.is_valid():
        made = attempt(form, cover_shift, actor=me, rota=row, **form.said())
        if made is not None:
            messages.success(request, _("%(name)s takes over and was told.") % {"name": made.person.name})
            return redirect("rota", row.pk)
    return rota_page(request, me, held, row, cover_form=form)


@working_page("POST")
def cancel(request: HttpRequest, me: Person, cover_id: int) -> HttpResponse:
    """Take a cover back."""
    row = cover_in_view(rights(me), cover_id)
    cancel_cover(actor=me, cover=row)
    messages.success(request, _("The cover is cancelled. Whoever it concerns was told."))
    if row.rota.ended_at is not None:
        return redirect("on-call")
    return redirect("rota", row.rota_id)
