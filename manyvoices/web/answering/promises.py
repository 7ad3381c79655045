"""A unit promises something else."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from manyvoices.conversations.actions.end_sla_policy import end_sla_policy
from manyvoices.conversations.actions.set_sla_policy import set_sla_policy
from manyvoices.conversations.permissions import may_arrange
from manyvoices.conversations.queries.promises import policy_in_view
from manyvoices.people.models import Person
from manyvoices.people.queries import rights, unit_in_view
from manyvoices.web.answering.forms import PromiseForm
from manyvoices.web.answering.unit import unit_page
from manyvoices.web.refusing import attempt
from manyvoices.web.working_page import working_page


@working_page("POST")
def promise(request: HttpRequest, me: Person, unit_id: int) -> HttpResponse:
    """A line of the unit; what runs follows it."""
    held = rights(me)
    shown = unit_in_view(held, unit_id)
    may_arrange(me, shown.pk)
    form = PromiseForm(request.POST)
    if form.is_valid():
        attempt(form, set_sla_policy, actor=me, unit=shown, **form.said())
    if form.errors:
        return unit_page(request, me, held, shown, promise_form=form)
    messages.success(request, _("Saved. It counts from now on; nobody becomes late by it."))
    return redirect("answering-unit", shown.pk)


@working_page("POST")
def end(request: HttpRequest, me: Person, unit_id: int, policy_id: int) -> HttpResponse:
    """What the units above promise counts again."""
    shown = unit_in_view(rights(me), unit_id)
    end_sla_policy(actor=me, policy=policy_in_view(shown, policy_id))
    messages.success(request, _("Ended. What the units above promise counts here again."))
    return redirect("answering-unit", shown.pk)
