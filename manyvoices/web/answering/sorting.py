"""How well messages are sorted, in plain words."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from manyvoices.conversations.queries.sorting import sorting
from manyvoices.core.refusals import Refused
from manyvoices.people.models import Person
from manyvoices.people.permissions import LEADS
from manyvoices.people.queries import rights
from manyvoices.web.working_page import working_page


@working_page("GET")
def sorting_page(request: HttpRequest, me: Person) -> HttpResponse:
    """The model in use beside the cold start, the versions, and when it is learned again. Refused to whoever leads nothing."""
    if not rights(me).units_with(LEADS):
        raise Refused(_("This is for leads and administrators. Ask one of them."))
    return render(request, "answering/sorting.html", {"sorting": sorting(), "section": "settings"})
