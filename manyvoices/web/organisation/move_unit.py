"""A unit moves: first what follows, then it is done."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from manyvoices.core.refusals import Conflict, Invalid, NotThere
from manyvoices.pauses.models import Pause
from manyvoices.pauses.queries import standing_pauses
from manyvoices.people.actions.move_unit import move_unit
from manyvoices.people.models import Person, Unit
from manyvoices.people.permissions import may_move
from manyvoices.people.queries import rights, unit_in_view, unit_move
from manyvoices.people.rights import Rights
from manyvoices.people.units import below, path_to
from manyvoices.web.organisation.choices import units_to_choose
from manyvoices.web.working_page import working_page


@working_page("GET", "POST")
def move(request: HttpRequest, me: Person, unit_id: int) -> HttpResponse:
    """Choose where to (?to=), read what follows, and say yes. What was shown goes along with the yes."""
    held = rights(me)
    shown = unit_in_view(held, unit_id)
    may_move(held, from_id=shown.parent_id or shown.pk, to_id=shown.parent_id or shown.pk)
    to = chosen_unit(held, request.POST.get("to") or request.GET.get("to"))
    said, status = "", 200
    if request.method == "POST" and to is not None:
        try:
            move_unit(actor=me, unit=shown, to=to, seen=request.POST.get("seen", ""))
        except Conflict as changed:
            said, status = str(changed), 409
        except Invalid as error:
            said, status = str(error), 422
        else:
            done = _("%(unit)s now belongs to %(above)s.") % {"unit": shown.name, "above": to.name}
            messages.success(request, done)
            return redirect("unit", unit_id)
    return render(request, "organisation/move_unit.html", _context(held, shown, to, said), status=status)


def chosen_unit(held: Rights, number: str | None) -> Unit | None:
    """The unit chosen by its id, None before a choice. Raises NotThere for one that is not in view."""
    if not number:
        return None
    if not number.isascii() or not number.isdecimal():
        raise NotThere
    return unit_in_view(held, int(number))


def pauses_that_change(held: Rights, before: int, after: int) -> dict[str, list[Pause]]:
    """Which standing pauses cover it afterwards alone, and which no longer do."""
    was, will = set(path_to(held.parents, before)), set(path_to(held.parents, after))
    named = [pause for pause in standing_pauses() if pause.unit_id is not None]
    return {
        "gained": [pause for pause in named if pause.unit_id in will - was],
        "lost": [pause for pause in named if pause.unit_id in was - will],
    }


def _context(held: Rights, shown: Unit, to: Unit | None, said: str) -> dict[str, object]:
    inside = below(held.parents, shown.pk)
    possible = to is not None and to.pk not in inside and to.pk != shown.parent_id
    follows = unit_move(shown, to, held.parents) if to is not None and possible else None
    return {
        "unit": shown,
        "to": to,
        "said": said,
        "choices": units_to_choose(held, without={*inside, shown.parent_id or 0}),
        "move": follows,
        "names": dict(Unit.objects.values_list("id", "name")),
        "pauses": pauses_that_change(held, shown.parent_id or 0, to.pk) if to is not None else {},
        "section": "units",
    }
