"""The people one sees."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from manyvoices.people.permissions import LEADS
from manyvoices.people.queries import rights, visible_people
from manyvoices.web.actor import actor

A_PAGE = 50


@login_required
@require_GET
def people(request: HttpRequest) -> HttpResponse:
    """Everybody of the units one leads or administers, and oneself; with the way to invite for those who may."""
    held = rights(actor(request))
    page = Paginator(visible_people(held), A_PAGE).get_page(request.GET.get("page"))
    may_invite = bool(held.units_with(LEADS))
    return render(request, "people/people.html", {"page": page, "may_invite": may_invite})
