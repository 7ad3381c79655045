"""The people one sees."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from manyvoices.people.models import Person
from manyvoices.people.permissions import LEADS
from manyvoices.people.queries import rights, visible_people
from manyvoices.web.working_page import working_page

A_PAGE = 50


@working_page("GET")
def people(request: HttpRequest, me: Person) -> HttpResponse:
    """Everybody of the units one leads or administers, and oneself; with the way to invite for those who may."""
    held = rights(me)
    page = Paginator(visible_people(held), A_PAGE).get_page(request.GET.get("page"))
    may_invite = bool(held.units_with(LEADS))
    return render(request, "people/people.html", {"page": page, "may_invite": may_invite})
