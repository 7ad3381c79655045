"""How one unit answers: what it promises, to whom messages go, its labels, how long words are kept."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from manyvoices.conversations.models import Label
from manyvoices.conversations.permissions import ARRANGES
from manyvoices.conversations.queries.promises import lines_of, own_lines_of
from manyvoices.core import clock
from manyvoices.people.models import Calendar, Person, Unit
from manyvoices.people.permissions import ADMINISTRATORS
from manyvoices.people.queries import calendar_of, rights, unit_in_view
from manyvoices.people.queries.settings import settings_in_force
from manyvoices.people.rights import Rights
from manyvoices.people.settings import SETTINGS
from manyvoices.web.answering.forms import KeepForm, LabelForm, PromiseForm, WayForm
from manyvoices.web.answering.words import WAYS, week_in_words, within
from manyvoices.web.working_page import working_page, zone_of

HOLIDAYS_SHOWN = 3


@working_page("GET")
def unit(request: HttpRequest, me: Person, unit_id: int) -> HttpResponse:
    """The page; whoever administers without leading reads what the leads arranged."""
    held = rights(me)
    return unit_page(request, me, held, unit_in_view(held, unit_id))


def unit_page(
    request: HttpRequest, me: Person, held: Rights, shown: Unit, **tried: forms.Form
) -> HttpResponse:
    """The page; `tried` are forms that could not be used."""
    force = settings_in_force(held.parents, shown.pk)
    way, keep = force["way_of_giving_out"], force["keep_conversations"]
    places = {one.from_unit for one in (way, keep) if one.from_unit is not None}
    calendar = calendar_of(held.parents, shown.pk)
    lines = [
        (one, within(one.minutes, around_the_clock=one.around_the_clock))
        for one in lines_of(shown, clock.now())
    ]
    own = [(one, within(one.minutes, around_the_clock=one.around_the_clock)) for one in own_lines_of(shown)]
    context = {
        "unit": shown,
        "lines": lines,
        "own": own,
        "complaint": next(one for one, _said in lines if one.kind == "complaint"),
        "calendar": calendar,
        "week": list(week_in_words(calendar.hours)) if calendar else [],
        "holidays": _holidays(calendar),
        "administers": held.has_any_role(ADMINISTRATORS, shown.pk),
        "arranges": held.has_any_role(ARRANGES, shown.pk) and shown.closed_at is None,
        "keeps": held.has_any_role(SETTINGS["keep_conversations"].set_by, shown.pk)
        and shown.closed_at is None,
        "way": way,
        "way_means": WAYS.get(str(way.value), ""),
        "ways": WAYS,
        "keep": keep,
        "names": dict(Unit.objects.filter(pk__in=places).values_list("pk", "name")),
        "labels": list(Label.objects.filter(unit=shown, ended_at=None).order_by("name", "id")[:500]),
        "promise_form": PromiseForm(),
        "way_form": WayForm(initial={"way": way.value}),
        "label_form": LabelForm(),
        "keep_form": KeepForm(initial={"months": keep.value}),
        "zone": zone_of(me),
        "section": "settings",
        **tried,
    }
    return render(request, "answering/unit.html", context, status=422 if tried else 200)


def _holidays(calendar: Calendar | None) -> list[object]:
    if calendar is None:
        return []
    coming = calendar.holidays.filter(day__gte=timezone.localdate()).order_by("day")
    return list(coming[:HOLIDAYS_SHOWN])
