"""When a unit or a brand is at work."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from manyvoices.people.actions.drop_calendar import drop_calendar
from manyvoices.people.actions.set_calendar import set_calendar
from manyvoices.people.calendars import DAYS, show_hours
from manyvoices.people.models import Brand, Calendar, Person, Unit
from manyvoices.people.permissions import may_keep_calendar
from manyvoices.people.queries import calendar_of, calendar_of_brand, rights, root_unit, setting, unit_in_view
from manyvoices.web.organisation.brands import brand_in_view
from manyvoices.web.organisation.forms import HoursForm
from manyvoices.web.refusing import attempt
from manyvoices.web.working_page import working_page


@working_page("GET", "POST")
def of_unit(request: HttpRequest, me: Person, unit_id: int) -> HttpResponse:
    """The hours of a unit; those from above stand in the form until it has its own."""
    held = rights(me)
    shown = unit_in_view(held, unit_id)
    may_keep_calendar(held, unit_id=shown.pk)
    return _page(request, me, shown, calendar_of(held.parents, shown.pk))


@working_page("GET", "POST")
def of_brand(request: HttpRequest, me: Person, brand_id: int) -> HttpResponse:
    """The hours of a brand."""
    shown = brand_in_view(me, brand_id)
    may_keep_calendar(rights(me), unit_id=root_unit().pk)
    return _page(request, me, shown, calendar_of_brand(shown))


def _page(request: HttpRequest, me: Person, of: Unit | Brand, calendar: Calendar | None) -> HttpResponse:
    is_unit = isinstance(of, Unit)
    back = reverse("unit" if is_unit else "brand", args=[of.pk])
    zone = setting(of.pk, "time_zone") if is_unit else of.time_zone
    own = calendar is not None and of in (calendar.unit, calendar.brand)
    if request.method == "POST" and "drop" in request.POST:
        drop_calendar(actor=me, of=of)
        messages.success(request, _("The working hours are gone."))
        return redirect(back)
    form = HoursForm(request.POST or None, initial=_initial(calendar, zone))
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(form, _save, actor=me, of=of, typed=form) is not None
    ):
        messages.success(request, _("The working hours are saved."))
        return redirect(back)
    inherited = calendar.unit if calendar is not None and not own else None
    context = {
        "of": of,
        "own": own,
        "inherited": inherited,
        "form": form,
        "back": back,
        "section": "units" if is_unit else "brands",
    }
    return render(request, "organisation/hours.html", context, status=422 if form.errors else 200)


def _save(*, actor: Person, of: Unit | Brand, typed: HoursForm) -> Calendar:
    said = typed.cleaned_data
    hours = {day: said[day] for day in DAYS}
    return set_calendar(
        actor=actor, of=of, time_zone=said["time_zone"], hours=hours, holidays=said["holidays"]
    )


def _initial(calendar: Calendar | None, zone: str) -> dict[str, str]:
    if calendar is None:
        return {"time_zone": zone}
    holidays = sorted((holiday.day, holiday.name) for holiday in calendar.holidays.all())
    return {
        "time_zone": calendar.time_zone,
        "holidays": "\n".join(f"{day} {name}" for day, name in holidays),
        **{day: show_hours(calendar.hours.get(day, [])) for day in DAYS},
    }
