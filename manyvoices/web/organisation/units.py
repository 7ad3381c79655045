"""The tree of units."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from manyvoices.core.refusals import Refused
from manyvoices.people.models import Person
from manyvoices.people.permissions import ADMINISTRATORS, LEADS
from manyvoices.people.queries import rights, tree_in_view
from manyvoices.people.queries.units import Node
from manyvoices.web.working_page import working_page

A_PAGE = 50


@dataclass(frozen=True, slots=True)
class Found:
    """A unit that was searched for, with the names above it."""

    node: Node
    way: str


@working_page("GET")
def units(request: HttpRequest, me: Person) -> HttpResponse:
    """The units one leads or administers as a tree; with ?q= those whose name holds the words, as a list.

    ?closed=1 shows closed units too. Refused to whoever leads nothing.
    """
    held = rights(me)
    if not held.units_with(LEADS):
        raise Refused(_("The units are for those who lead or administer one. Ask an administrator."))
    words, with_closed = request.GET.get("q", "").strip(), request.GET.get("closed") == "1"
    roots = tree_in_view(held, with_closed=with_closed)
    context = {
        "roots": roots,
        "words": words,
        "with_closed": with_closed,
        "page": None,
        "may_add": bool(held.units_with(ADMINISTRATORS)),
        "section": "units",
    }
    if words:
        found = [one for one in _all(roots) if words.casefold() in one.node.unit.name.casefold()]
        context["page"] = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    return render(request, "organisation/units.html", context)


def _all(nodes: list[Node], above: tuple[str, ...] = ()) -> Iterator[Found]:
    for node in nodes:
        yield Found(node, " › ".join(above))
        yield from _all(node.children, (*above, node.unit.name))
