"""A setting of a unit is set, or taken from above again."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from manyvoices.people.actions.clear_unit_setting import clear_unit_setting
from manyvoices.people.actions.set_unit_setting import set_unit_setting
from manyvoices.people.models import Person
from manyvoices.people.queries import rights, unit_in_view
from manyvoices.people.settings import setting_named
from manyvoices.web.organisation.forms import SettingForm
from manyvoices.web.organisation.unit import unit_page
from manyvoices.web.refusing import attempt
from manyvoices.web.working_page import working_page


@working_page("POST")
def change(request: HttpRequest, me: Person, unit_id: int, name: str) -> HttpResponse:
    """Set it for the unit and everything below."""
    held = rights(me)
    shown = unit_in_view(held, unit_id)
    form = SettingForm(setting_named(name), request.POST)
    if form.is_valid():
        attempt(form, set_unit_setting, actor=me, unit=shown, name=name, typed=form.cleaned_data["value"])
    if form.errors:
        return unit_page(request, held, shown, **{f"setting_{name}": form})
    messages.success(request, _("Saved. It counts here, and below where no unit has its own."))
    return redirect("unit", unit_id)


@working_page("POST")
def clear(request: HttpRequest, me: Person, unit_id: int, name: str) -> HttpResponse:
    """Take it from above again."""
    clear_unit_setting(actor=me, unit=unit_in_view(rights(me), unit_id), name=name)
    messages.success(request, _("What the units above have set counts here again."))
    return redirect("unit", unit_id)
