"""Stop posts at once: one press to open, one to confirm; works on any phone without scripts."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from manyvoices.core.refusals import Refused
from manyvoices.pauses.actions.confirm_pauses import confirm_pauses
from manyvoices.pauses.actions.lift_pause import lift_pause
from manyvoices.pauses.actions.place_pause import place_pause
from manyvoices.pauses.in_flight import in_flight
from manyvoices.pauses.models import Covers, Pause
from manyvoices.pauses.permissions import MAY_PAUSE, may_pause
from manyvoices.pauses.queries import ended_pauses, live_pause, standing_pauses
from manyvoices.people.models import Person, Unit
from manyvoices.people.queries import rights
from manyvoices.publishing.queries import held_by_pauses
from manyvoices.web.refusing import attempt
from manyvoices.web.working_page import working_page, zone_of

EVERYWHERE = "all"
HISTORY = 10


class PauseForm(forms.Form):
    """What stops, where, and why."""

    covers = forms.ChoiceField(
        label=gettext_lazy("What stops?"),
        choices=Covers.choices,
        initial=Covers.PROMOTIONAL,
        widget=forms.RadioSelect,
    )
    where = forms.ChoiceField(label=gettext_lazy("Where?"))
    reason = forms.CharField(
        label=gettext_lazy("Why?"),
        required=False,
        max_length=500,
        help_text=gettext_lazy("A few words; everybody who planned a post reads them."),
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, places: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        where = self.fields["where"]
        assert isinstance(where, forms.ChoiceField)  # noqa: S101 - declared above
        where.choices = places


@working_page("GET", "POST")
def pause(request: HttpRequest, person: Person) -> HttpResponse:
    """What stands, what stood, and the form for those who may pause. Placed twice for one reason it stands once."""
    places = places_to_pause(person)
    form = PauseForm(request.POST if request.method == "POST" else None, places=places)
    if request.method == "POST":
        if not places:
            may_pause(person, None)
        placed = attempt(form, _place, actor=person, typed=form.cleaned_data) if form.is_valid() else None
        if placed is not None:
            confirm_pauses()
            return redirect("pause")
    return _page(request, person, form, places)


@working_page("POST")
def lift(request: HttpRequest, person: Person, pause_id: int) -> HttpResponse:
    """Let posts flow again; what was held waits for a person. 409 when somebody lifted it first."""
    lift_pause(actor=person, pause=live_pause(pause_id), reason=request.POST.get("reason", "").strip())
    messages.success(
        request, _("The pause is lifted. What it held back waits in the queue for your decision.")
    )
    return redirect("queue" if held_by_pauses(person).exists() else "pause")


def places_to_pause(person: Person) -> list[tuple[str, str]]:
    """Where this person may pause, the widest first: everywhere, and units by name."""
    held = rights(person)
    units = held.units_with(frozenset(role.value for role in MAY_PAUSE))
    below = Unit.objects.filter(pk__in=units, parent__isnull=False).order_by("name")
    places = [(str(unit.pk), unit.name) for unit in below]
    try:
        may_pause(person, None)
    except Refused:
        return places
    return [(EVERYWHERE, _("Everywhere")), *places]


def _place(*, actor: Person, typed: dict[str, str]) -> Pause:
    unit = None if typed["where"] == EVERYWHERE else Unit.objects.get(pk=int(typed["where"]))
    return place_pause(actor=actor, reason=typed["reason"], covers=typed["covers"], unit=unit)


def _page(
    request: HttpRequest, person: Person, form: PauseForm, places: list[tuple[str, str]]
) -> HttpResponse:
    standing = list(standing_pauses())
    context = {
        "form": form,
        "may_pause": bool(places),
        "standing": [
            (one, 0 if one.confirmed_at else in_flight(one), _may_lift(person, one)) for one in standing
        ],
        "polls": any(one.confirmed_at is None for one in standing),
        "held": held_by_pauses(person).count(),
        "history": list(ended_pauses()[:HISTORY]),
        "zone": zone_of(person),
    }
    return render(request, "publishing/pause.html", context, status=422 if form.errors else 200)


def _may_lift(person: Person, one: Pause) -> bool:
    try:
        may_pause(person, one.unit_id)
    except Refused:
        return False
    return True
