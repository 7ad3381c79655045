"""A unit gives its messages out in another way."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from manyvoices.conversations.actions.set_way import set_way
from manyvoices.conversations.permissions import may_arrange
from manyvoices.people.models import Person
from manyvoices.people.queries import rights, unit_in_view
from manyvoices.web.answering.forms import WayForm
from manyvoices.web.answering.unit import unit_page
from manyvoices.web.refusing import attempt
from manyvoices.web.working_page import working_page


@working_page("POST")
def way(request: HttpRequest, me: Person, unit_id: int) -> HttpResponse:
    """For what comes from now on, here and below."""
    held = rights(me)
    shown = unit_in_view(held, unit_id)
    may_arrange(me, shown.pk)
    form = WayForm(request.POST)
    if form.is_valid():
        attempt(form, set_way, actor=me, unit=shown, way=form.cleaned_data["way"])
    if form.errors:
        return unit_page(request, me, held, shown, way_form=form)
    messages.success(request, _("Saved. What somebody has already stays with them."))
    return redirect("answering-unit", shown.pk)
