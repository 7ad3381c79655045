"""Who is on call now and next, around me."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from manyvoices.people.actions.make_rota import make_rota
from manyvoices.people.models import OnCall, Person, Unit
from manyvoices.people.permissions import ROTA_LEADS
from manyvoices.people.queries import rights
from manyvoices.people.queries.boards import boards, rotas_around, rotas_in_view
from manyvoices.people.queries.import_lines import unit_paths
from manyvoices.people.rights import Rights
from manyvoices.web.people.unit_choice import UnitChoice
from manyvoices.web.refusing import attempt
from manyvoices.web.working_page import working_page

A_PAGE = 20


class RotaForm(forms.Form):
    """Which unit gets a rota of its own."""

    unit = UnitChoice(label=_("Unit"))

    def __init__(self, held: Rights, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        led = Unit.objects.filter(pk__in=held.units_with(ROTA_LEADS), closed_at=None)
        chosen = self.fields["unit"]
        if isinstance(chosen, UnitChoice):
            own = OnCall.objects.filter(ended_at=None).values("unit")
            chosen.offer(led.exclude(pk__in=own), unit_paths())


@working_page("GET")
def on_call(request: HttpRequest, me: Person) -> HttpResponse:
    """The rotas of my units, paged, each with who is on call now and next, its gaps and covers."""
    return _page(request, me, rights(me))


@working_page("POST")
def make(request: HttpRequest, me: Person) -> HttpResponse:
    """Give a unit a rota of its own."""
    held = rights(me)
    form = RotaForm(held, request.POST)
    if form.is_valid():
        made = attempt(form, make_rota, actor=me, unit=form.cleaned_data["unit"])
        if made is not None:
            messages.success(request, gettext("The rota is there. Now say who takes which shift."))
            return redirect("rota", made.pk)
    return _page(request, me, held, form=form)


def _page(request: HttpRequest, me: Person, held: Rights, form: RotaForm | None = None) -> HttpResponse:
    page = Paginator(rotas_around(held, me), A_PAGE).get_page(request.GET.get("page"))
    seen = set(rotas_in_view(held).values_list("pk", flat=True))
    leads = bool(held.units_with(ROTA_LEADS))
    context = {
        "page": page,
        "boards": boards(list(page), held),
        "seen": seen,
        "form": (form or RotaForm(held)) if leads else None,
        "section": "on-call",
    }
    return render(request, "on_call/on_call.html", context, status=422 if form else 200)
