"""The words by which a unit sorts its conversations."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from manyvoices.conversations.actions.end_label import end_label
from manyvoices.conversations.actions.make_label import make_label
from manyvoices.conversations.models import Label
from manyvoices.conversations.permissions import may_arrange
from manyvoices.core.refusals import NotThere
from manyvoices.people.models import Person
from manyvoices.people.queries import rights, unit_in_view
from manyvoices.web.answering.forms import LabelForm
from manyvoices.web.answering.unit import unit_page
from manyvoices.web.refusing import attempt
from manyvoices.web.working_page import working_page


@working_page("POST")
def make(request: HttpRequest, me: Person, unit_id: int) -> HttpResponse:
    """One more, for the unit and those below."""
    held = rights(me)
    shown = unit_in_view(held, unit_id)
    may_arrange(me, shown.pk)
    form = LabelForm(request.POST)
    if form.is_valid():
        attempt(form, make_label, actor=me, unit=shown, name=form.cleaned_data["name"])
    if form.errors:
        return unit_page(request, me, held, shown, label_form=form)
    messages.success(request, _("The label is there."))
    return redirect("answering-unit", shown.pk)


@working_page("POST")
def end(request: HttpRequest, me: Person, unit_id: int, label_id: int) -> HttpResponse:
    """It is not offered any more; what carries it keeps it."""
    shown = unit_in_view(rights(me), unit_id)
    label = Label.objects.filter(pk=label_id, unit=shown).select_related("unit").first()
    if label is None:
        raise NotThere
    end_label(actor=me, label=label)
    messages.success(request, _("Ended. What carries it keeps it, and nothing new gets it."))
    return redirect("answering-unit", shown.pk)
