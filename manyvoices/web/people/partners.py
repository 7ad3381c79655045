"""Coach and buddy: found among many, named and let go."""

from typing import Literal, cast

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from manyvoices.core.refusals import NotThere
from manyvoices.people.actions.pair_person import pair_person
from manyvoices.people.models import Person
from manyvoices.people.permissions import may_lead
from manyvoices.people.queries import person_in_view, rights
from manyvoices.people.queries.finding_people import partners_to_choose
from manyvoices.web.working_page import working_page

A_PAGE = 20
LONGEST = 120


@working_page("GET", "POST")
def partner(request: HttpRequest, me: Person, person_id: int, kind: str) -> HttpResponse:
    """Choose somebody's coach or buddy (`kind`) among those one sees; `?q=` narrows them."""
    held = rights(me)
    shown = person_in_view(held, person_id)
    may_lead(held, unit_id=shown.unit_id)
    which = _kind(kind)
    asked = request.GET.get("q", "")[:LONGEST]
    offered = partners_to_choose(held, shown, asked)
    if request.method == "POST":
        chosen = request.POST.get("partner", "")
        found = offered.filter(pk=int(chosen)).first() if chosen.isascii() and chosen.isdigit() else None
        if found is None:
            raise NotThere
        pair_person(actor=me, person=shown, kind=which, partner=found)
        messages.success(request, _("%(name)s is named. Both see it.") % {"name": found.name})
        return redirect("person", person_id)
    page = Paginator(offered, A_PAGE).get_page(request.GET.get("page"))
    context = {"person": shown, "kind": which, "asked": asked, "page": page, "section": "people"}
    return render(request, "people/partner.html", context)


@working_page("POST")
def let_go(request: HttpRequest, me: Person, person_id: int, kind: str) -> HttpResponse:
    """End a coach or buddy: leads of the unit, the person, and whoever was named."""
    which = _kind(kind)
    mine = Person.objects.filter(**{which: me}, pk=person_id).select_related("unit").first()
    pair_person(actor=me, person=mine or person_in_view(rights(me), person_id), kind=which, partner=None)
    messages.success(request, _("Ended. Thank you both."))
    return redirect("my-week") if mine or person_id == me.pk else redirect("person", person_id)


def _kind(kind: str) -> Literal["coach", "buddy"]:
    if kind not in {"coach", "buddy"}:
        raise NotThere
    return cast(Literal["coach", "buddy"], kind)
