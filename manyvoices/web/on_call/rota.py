"""One rota: who is on call, its shifts, covers and holidays."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from manyvoices.people.actions.end_rota import end_rota
from manyvoices.people.models import Holiday, OnCall, Person, Shift
from manyvoices.people.permissions import LEADS
from manyvoices.people.queries import calendar_of, rights
from manyvoices.people.queries.boards import boards, rota_in_view, rota_kept, shifts_of
from manyvoices.people.queries.efforts import usual_minutes
from manyvoices.people.queries.responders import responders_of
from manyvoices.people.rights import Rights
from manyvoices.people.units import below
from manyvoices.web.on_call.forms import CoverForm, ShiftForm, first_shift
from manyvoices.web.on_call.weekly import in_words, turns_in_words
from manyvoices.web.working_page import working_page, zone_of

HOLIDAYS_SHOWN = 12


@working_page("GET")
def rota(request: HttpRequest, me: Person, rota_id: int) -> HttpResponse:
    """The rota, with the forms that this person may use."""
    held = rights(me)
    return rota_page(request, me, held, rota_in_view(held, rota_id))


@working_page("POST")
def end(request: HttpRequest, me: Person, rota_id: int) -> HttpResponse:
    """The unit takes the rota of the nearest unit above from now on."""
    row = rota_kept(rights(me), rota_id)
    end_rota(actor=me, rota=row)
    said = _("%(unit)s has no rota of its own any more. That of the unit above counts.")
    messages.success(request, said % {"unit": row.unit.name})
    return redirect("on-call")


def rota_page(request: HttpRequest, me: Person, held: Rights, row: OnCall, **tried: Any) -> HttpResponse:
    """The page; `tried` are forms that could not be used."""
    (board,) = boards([row], held)
    shifts, today = shifts_of(row), timezone.localdate()
    responders = responders_of(held, row.unit_id)
    calendar = calendar_of(held.parents, row.unit_id)
    covered = covered_by(me, shifts, keeps=board.keeps)
    days = Holiday.objects.filter(calendar=calendar, day__gte=today).order_by("day")
    units = below(held.parents, row.unit_id)
    context = {
        "board": board,
        "rota": row,
        "shifts": [(shift, in_words(shift), turns_in_words(shift)) for shift in shifts],
        "holidays": list(days[:HOLIDAYS_SHOWN]),
        "calendar": calendar,
        "usual": usual_minutes(units, today) if held.has_any_role(LEADS, row.unit_id) else None,
        "shift_form": ShiftForm(responders, initial=first_shift(today)) if board.keeps else None,
        "cover_form": CoverForm(responders, covered, board.keeps) if covered or board.keeps else None,
        "zone": zone_of(me),
        "section": "on-call",
        **tried,
    }
    return render(request, "on_call/rota.html", context, status=422 if tried else 200)


def covered_by(me: Person, shifts: list[Shift], *, keeps: bool) -> list[Person]:
    """Whose place this person may give to a colleague: everybody's who arranges the rota, else their own."""
    people = {turn.person_id: turn.person for shift in shifts for turn in shift.turns.all()}
    if not keeps:
        return [me] if me.pk in people else []
    return sorted(people.values(), key=lambda one: (one.name, one.pk))
