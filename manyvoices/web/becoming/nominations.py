"""The nominations one sees."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from manyvoices.people.models import Person
from manyvoices.people.nominating import Step, seen
from manyvoices.people.permissions import LEADS
from manyvoices.people.queries import rights
from manyvoices.people.queries.nominations import visible_nominations
from manyvoices.web.working_page import working_page

A_PAGE = 30
FILTERS = (Step.OPEN, Step.INVITED, Step.ACCEPTED, Step.DECLINED)


@working_page("GET")
def nominations(request: HttpRequest, me: Person) -> HttpResponse:
    """Those of the units one leads, about oneself and by oneself; `?step=` filters by where they stand."""
    held = rights(me)
    asked = request.GET.get("step", "")
    step = asked if asked in FILTERS else ""
    page = Paginator(visible_nominations(held, step=step), A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [seen(row, held) for row in page],
        "filters": FILTERS,
        "step": step,
        "leads": bool(held.units_with(LEADS)),
        "section": "people",
    }
    return render(request, "becoming/nominations.html", context)
