"""Words for what is asked often: one's own, and those of the units."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from manyvoices.conversations.permissions import ARRANGES
from manyvoices.conversations.queries.saved_replies import found_replies, saved_replies_seen
from manyvoices.conversations.saved_replies import VARIABLES
from manyvoices.people.models import Person
from manyvoices.people.queries import rights
from manyvoices.web.working_page import working_page

A_PAGE = 50


@working_page("GET")
def saved_replies(request: HttpRequest, me: Person) -> HttpResponse:
    """Mine and those of the units I answer in. ?q= words, ?of= "mine" or a unit."""
    held = rights(me)
    words, of = request.GET.get("q", "").strip()[:200], request.GET.get("of", "")
    rows = saved_replies_seen(held)
    page = Paginator(found_replies(rows, words, of), A_PAGE).get_page(request.GET.get("page"))
    arranged = held.units_with(ARRANGES)
    units = rows.exclude(unit=None).order_by("unit__name").values_list("unit", "unit__name").distinct()
    context = {
        "page": page,
        "shown": [(reply, reply.unit_id is None or reply.unit_id in arranged) for reply in page],
        "asked": words,
        "of": of,
        "units": [(str(pk), name) for pk, name in units],
        "variables": [(f"{{{name}}}", means) for name, means in VARIABLES.items()],
        "section": "saved-replies",
    }
    return render(request, "answering/saved_replies.html", context)
