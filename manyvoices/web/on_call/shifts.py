"""Adding and ending shifts."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from manyvoices.core.refusals import NotThere
from manyvoices.people.actions.add_shift import add_shift
from manyvoices.people.actions.end_shift import end_shift
from manyvoices.people.models import Person, Shift
from manyvoices.people.queries import rights
from manyvoices.people.queries.boards import rota_kept
from manyvoices.people.queries.responders import responders_of
from manyvoices.web.on_call.forms import ShiftForm
from manyvoices.web.on_call.rota import rota_page
from manyvoices.web.refusing import attempt
from manyvoices.web.working_page import working_page


@working_page("POST")
def add(request: HttpRequest, me: Person, rota_id: int) -> HttpResponse:
    """Add a shift; what cannot be used stands beside its field."""
    held = rights(me)
    row = rota_kept(held, rota_id)
    form = ShiftForm(responders_of(held, row.unit_id), request.POST)
    if form.is_valid() and attempt(form, add_shift, actor=me, rota=row, **form.said()) is not None:
        messages.success(request, _("The shift counts from its first week on."))
        return redirect("rota", row.pk)
    return rota_page(request, me, held, row, shift_form=form)


@working_page("POST")
def end(request: HttpRequest, me: Person, rota_id: int, shift_id: int) -> HttpResponse:
    """End a shift at once."""
    row = rota_kept(rights(me), rota_id)
    shift = Shift.objects.select_related("rota").filter(rota=row, pk=shift_id).first()
    if shift is None:
        raise NotThere
    end_shift(actor=me, shift=shift)
    messages.success(request, _("The shift has ended. Look whether somebody else is on call then."))
    return redirect("rota", row.pk)
