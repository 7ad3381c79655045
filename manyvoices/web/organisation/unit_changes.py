"""A unit is renamed, gets one below it, closes, or opens again."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from manyvoices.people.actions.change_unit import change_unit
from manyvoices.people.actions.close_unit import close_unit
from manyvoices.people.actions.make_unit import make_unit
from manyvoices.people.actions.reopen_unit import reopen_unit
from manyvoices.people.models import Person
from manyvoices.people.queries import rights, unit_in_view
from manyvoices.web.organisation.forms import CloseForm, UnitForm
from manyvoices.web.organisation.unit import unit_page
from manyvoices.web.refusing import attempt
from manyvoices.web.working_page import working_page


@working_page("POST")
def change(request: HttpRequest, me: Person, unit_id: int) -> HttpResponse:
    """Give the unit another name or kind."""
    held = rights(me)
    shown = unit_in_view(held, unit_id)
    form = UnitForm(request.POST)
    if form.is_valid():
        attempt(form, change_unit, actor=me, unit=shown, **form.cleaned_data)
    if form.errors:
        return unit_page(request, held, unit_in_view(held, unit_id), change_form=form)
    messages.success(request, _("Saved."))
    return redirect("unit", unit_id)


@working_page("POST")
def below(request: HttpRequest, me: Person, unit_id: int) -> HttpResponse:
    """Make a unit below this one."""
    held = rights(me)
    shown = unit_in_view(held, unit_id)
    form = UnitForm(request.POST, auto_id="id_below_%s")
    made = attempt(form, make_unit, actor=me, parent=shown, **form.cleaned_data) if form.is_valid() else None
    if made is None:
        return unit_page(request, held, shown, below_form=form)
    messages.success(request, _("%(name)s is there.") % {"name": made.name})
    return redirect("unit", unit_id)


@working_page("POST")
def close(request: HttpRequest, me: Person, unit_id: int) -> HttpResponse:
    """Close the unit, with the reason."""
    held = rights(me)
    shown = unit_in_view(held, unit_id)
    form = CloseForm(request.POST)
    if form.is_valid():
        attempt(form, close_unit, actor=me, unit=shown, because=form.cleaned_data["because"])
    if form.errors:
        return unit_page(request, held, shown, close_form=form)
    messages.success(request, _("%(name)s is closed. Its history stays.") % {"name": shown.name})
    return redirect("unit", unit_id)


@working_page("POST")
def reopen(request: HttpRequest, me: Person, unit_id: int) -> HttpResponse:
    """Open a closed unit again."""
    shown = unit_in_view(rights(me), unit_id)
    reopen_unit(actor=me, unit=shown)
    messages.success(request, _("%(name)s is open again.") % {"name": shown.name})
    return redirect("unit", unit_id)
