"""The departments that speak, and a page for each."""

from collections import Counter

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from manyvoices.people.models import Unit
from manyvoices.people.queries import organisation
from manyvoices.people.units import with_those_below
from manyvoices.voices.queries import public_voices
from manyvoices.web.public.caching import by_version, public
from manyvoices.web.public.shown import frame
from manyvoices.web.public.subject_page import subject_page
from manyvoices.web.public.subjects import unit_path, unit_subject


@public
@by_version
def units(request: HttpRequest) -> HttpResponse:
    """The units with a public voice in them or below, each under the one above it. 404 before set-up."""
    if organisation() is None:
        raise Http404
    there = {unit.pk: unit for unit in Unit.objects.filter(closed_at=None).order_by("name", "pk")}
    parents = {unit.pk: unit.parent_id for unit in there.values()}
    counted = Counter(public_voices().order_by().values_list("unit_id", flat=True))
    speaking = with_those_below(parents, {pk: n for pk, n in counted.items() if pk in there})
    rows: list[dict[str, object]] = []
    children: dict[int | None, list[Unit]] = {}
    for unit in there.values():
        if speaking[unit.pk]:
            children.setdefault(unit.parent_id if unit.parent_id in there else None, []).append(unit)
    waiting = [(unit, 0) for unit in reversed(children.get(None, []))]
    while waiting:
        unit, depth = waiting.pop()
        rows.append(
            {"unit": unit, "url": unit_path(unit), "depth": min(depth, 4), "voices": speaking[unit.pk]}
        )
        waiting += [(below, depth + 1) for below in reversed(children.get(unit.pk, []))]
    context = {"organisation": organisation(), "rows": rows, **frame("/units", feeds="/")}
    return render(request, "public/units.html", context)


@public
@by_version
def unit(request: HttpRequest, unit_id: str, slug: str | None = None) -> HttpResponse:
    """The page of a unit and all below it. 404 for one without a public voice; an old name leads to the new one."""
    subject = unit_subject(int(unit_id))
    if subject is not None and request.path != subject.path:
        return redirect(subject.path, permanent=True)
    more = {"all_voices": f"/experts?unit={unit_id}", "embed": f"show=unit:{unit_id}", "kind": "unit"}
    return subject_page(request, subject, **more)
