"""The units whose answering one arranges or administers."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from manyvoices.core.refusals import Refused
from manyvoices.people.models import Person, Unit
from manyvoices.people.permissions import LEADS
from manyvoices.people.queries import rights, units_in_view
from manyvoices.people.queries.import_lines import unit_paths
from manyvoices.people.rights import Rights
from manyvoices.web.working_page import working_page

A_PAGE = 50


@working_page("GET")
def units(request: HttpRequest, me: Person) -> HttpResponse:
    """Which unit; whoever has one alone goes there at once. ?q= narrows by the name. Refused to whoever leads nothing."""
    held = rights(me)
    words = request.GET.get("q", "").strip()[:120]
    page = Paginator(_found(held, words), A_PAGE).get_page(request.GET.get("page"))
    if page.paginator.count == 1 and not words:
        return redirect("answering-unit", page[0].pk)
    paths = unit_paths()
    context = {
        "page": page,
        "shown": [(unit, paths.get(unit.pk, unit.name)) for unit in page],
        "asked": words,
        "section": "settings",
    }
    return render(request, "answering/units.html", context)


def _found(held: Rights, words: str) -> list[Unit]:
    if not held.units_with(LEADS):
        raise Refused(_("How a unit answers is arranged by its leads. Ask one of them."))
    return list(units_in_view(held).filter(name__icontains=words))
