"""How long a unit keeps what was said."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from manyvoices.core.refusals import Invalid
from manyvoices.people.actions.set_unit_setting import set_unit_setting
from manyvoices.people.models import Person
from manyvoices.people.permissions import may_set
from manyvoices.people.queries import rights, unit_in_view
from manyvoices.people.settings import SETTINGS
from manyvoices.web.answering.forms import KeepForm
from manyvoices.web.answering.unit import unit_page
from manyvoices.web.working_page import working_page

NAME = "keep_conversations"


@working_page("POST")
def keep(request: HttpRequest, me: Person, unit_id: int) -> HttpResponse:
    """For so many months from the closing on, here and below."""
    held = rights(me)
    shown = unit_in_view(held, unit_id)
    may_set(held, SETTINGS[NAME].set_by, unit_id=shown.pk)
    form = KeepForm(request.POST)
    if form.is_valid():
        try:
            set_unit_setting(actor=me, unit=shown, name=NAME, typed=form.cleaned_data["months"])
        except Invalid as error:
            form.add_error("months", error.fields["value"])
    if form.errors:
        return unit_page(request, me, held, shown, keep_form=form)
    messages.success(request, _("Saved. What is older goes within a day, and nothing under a legal hold."))
    return redirect("answering-unit", shown.pk)
