"""Why people complain: every cause one sees, and naming a new one."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from manyvoices.conversations.actions.make_cause import make_cause
from manyvoices.conversations.models import CauseState
from manyvoices.conversations.permissions import IN_INBOX
from manyvoices.conversations.queries.causes import causes_in_view, owners_for
from manyvoices.people.models import Person, Unit
from manyvoices.people.queries import rights
from manyvoices.web.closing.forms import CauseForm, Given
from manyvoices.web.organisation.choices import way_to
from manyvoices.web.refusing import attempt
from manyvoices.web.working_page import working_page

A_PAGE = 20


@working_page("GET", "POST")
def causes(request: HttpRequest, me: Person) -> HttpResponse:
    """The list (?state=, ?mine=1), what was complained about last first; a press names a cause, once."""
    if request.method == "POST":
        return _make(request, me)
    return _page(request, me)


def _make(request: HttpRequest, me: Person) -> HttpResponse:
    form = _form(me, request.POST)
    if form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("name", "owner")}
        made = attempt(form, make_cause, actor=me, unit=form.unit_chosen(), **said)
        if made is not None:
            messages.success(request, _("Named. Link conversations to it, and see below what becomes of it."))
            return redirect("cause", made.pk)
    return _page(request, me, form=form)


def _page(request: HttpRequest, me: Person, *, form: CauseForm | None = None) -> HttpResponse:
    state, mine = request.GET.get("state", ""), request.GET.get("mine") == "1"
    state = state if state in CauseState.values else ""
    page = Paginator(causes_in_view(me, state=state, mine=mine), A_PAGE).get_page(request.GET.get("page"))
    context = {
        "section": "causes",
        "page": page,
        "state": state,
        "mine": mine,
        "states": CauseState.choices,
        "form": form or _form(me),
    }
    return render(request, "closing/causes.html", context, status=422 if form is not None else 200)


def _form(me: Person, given: Given = None) -> CauseForm:
    """The units in whose inbox one works, one's own first."""
    held = rights(me)
    rows = list(Unit.objects.values_list("id", "name", "closed_at"))
    names = {pk: name for pk, name, _closed in rows}
    open_ = held.units_with(IN_INBOX) & {pk for pk, _name, closed in rows if closed is None}
    units = sorted(
        ((pk, way_to(names, held.parents, pk)) for pk in open_),
        key=lambda one: (one[0] != me.unit_id, one[1]),
    )
    return CauseForm(given, units=units, owners=owners_for(me, open_))
