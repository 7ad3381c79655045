"""One unit: what stands in it, and what counts there."""

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from manyvoices.core import clock
from manyvoices.people.calendars import DAYS, is_open, next_open, show_hours
from manyvoices.people.models import Calendar, Person, Unit
from manyvoices.people.permissions import ADMINISTRATORS
from manyvoices.people.queries import (
    calendar_of,
    path_of,
    people_in,
    rights,
    settings_in_force,
    unit_in_view,
    voices_in,
    week_of,
)
from manyvoices.people.rights import Rights
from manyvoices.people.units import below
from manyvoices.web.organisation.forms import CloseForm, HoursForm, SettingForm, UnitForm
from manyvoices.web.working_page import working_page

A_PAGE = 25


@working_page("GET")
def unit(request: HttpRequest, me: Person, unit_id: int) -> HttpResponse:
    """The page of a unit one leads or administers; everything else is a 404."""
    held = rights(me)
    return unit_page(request, held, unit_in_view(held, unit_id))


def unit_page(request: HttpRequest, held: Rights, shown: Unit, **tried: forms.BaseForm) -> HttpResponse:
    """The page, with a form that was tried and refused in place of its empty one (`setting_<name>` for a setting)."""
    administers = held.has_any_role(ADMINISTRATORS, shown.pk)
    inside = below(held.parents, shown.pk)
    way = path_of(held.parents, shown.pk)
    calendar = calendar_of(held.parents, shown.pk)
    here = Person.objects.filter(unit=shown, is_active=True).select_related("picture").order_by("name", "id")
    context = {
        "unit": shown,
        "way": way[:-1],
        "administers": administers,
        "may_move": administers and shown.parent_id is not None,
        "people_below": people_in(inside).total(),
        "voices_below": voices_in(inside).total(),
        "children": Unit.objects.filter(parent=shown).order_by("closed_at", "name"),
        "page": Paginator(here, A_PAGE).get_page(request.GET.get("page")),
        "settings": _settings(held, shown, way, tried),
        "calendar": calendar,
        "days": week_lines(calendar),
        "now": at_work(calendar),
        "change_form": UnitForm(initial={"name": shown.name, "kind": shown.kind}),
        "below_form": UnitForm(auto_id="id_below_%s"),
        "close_form": CloseForm(),
        "section": "units",
        **tried,
    }
    return render(request, "organisation/unit.html", context, status=422 if tried else 200)


def week_lines(calendar: Calendar | None) -> list[tuple[str, str]]:
    """Each weekday with its hours as people read them; empty on a day off."""
    if calendar is None:
        return []
    labels = [str(field.label) for field in HoursForm().days]
    return [(label, show_hours(calendar.hours.get(day, []))) for label, day in zip(labels, DAYS, strict=True)]


def at_work(calendar: Calendar | None) -> dict[str, object]:
    """Whether it is working time at this moment, and when it begins next."""
    if calendar is None:
        return {}
    week, now = week_of(calendar), clock.now()
    return {"open": is_open(week, now), "next": next_open(week, now)}


def _settings(held: Rights, shown: Unit, way: list[Unit], tried: dict[str, forms.BaseForm]) -> list[object]:
    names = {unit.pk: unit.name for unit in way}
    return [
        {
            "in_force": one,
            "own": one.from_unit == shown.pk,
            "from_name": names.get(one.from_unit or 0, ""),
            "form": tried.get(f"setting_{name}") or SettingForm(one.setting, initial={"value": one.value})
            if shown.closed_at is None and held.has_any_role(one.setting.set_by, shown.pk)
            else None,
        }
        for name, one in settings_in_force(held.parents, shown.pk).items()
    ]
