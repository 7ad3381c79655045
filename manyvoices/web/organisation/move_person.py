"""A person moves to another unit: first what follows, then it is done."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from manyvoices.core.refusals import Conflict, Invalid
from manyvoices.people.actions.move_person import move_person
from manyvoices.people.models import Grant, Person, Role, Unit
from manyvoices.people.moving import PersonMove
from manyvoices.people.permissions import may_move_person, rights_to_give, roles_to_give
from manyvoices.people.queries import person_in_view, person_move, rights
from manyvoices.people.rights import Rights
from manyvoices.voices.permissions import open_speaking_rows
from manyvoices.voices.queries import own_voice
from manyvoices.web.organisation.choices import units_to_choose
from manyvoices.web.organisation.move_unit import chosen_unit, pauses_that_change
from manyvoices.web.working_page import working_page


@dataclass(frozen=True, slots=True)
class Choice:
    """Something held that does not count in the new unit. `may_end` says whether the reader may end it."""

    field: str
    row: Role | Grant
    label: str
    may_end: bool
    chosen: str


@working_page("GET", "POST")
def move(request: HttpRequest, me: Person, person_id: int) -> HttpResponse:
    """Choose where to (?to=), read what follows, say what ends, and say yes."""
    held = rights(me)
    shown = person_in_view(held, person_id)
    may_move_person(held, person_id=shown.pk, from_id=shown.unit_id, to_id=shown.unit_id)
    to = chosen_unit(held, request.POST.get("to") or request.GET.get("to"))
    follows = person_move(shown, to, held.parents) if to is not None and to != shown.unit else None
    choices = _choices(held, follows, request.POST) if follows else []
    said, status = "", 200
    if request.method == "POST" and to is not None:
        try:
            _check_chosen(choices, request.POST.get("seen", "") == (follows.seen() if follows else ""))
            move_person(actor=me, person=shown, to=to, seen=request.POST.get("seen", ""), **_ended(choices))
        except Conflict as changed:
            said, status = str(changed), 409
        except Invalid as error:
            said, status = str(error), 422
        else:
            messages.success(
                request, _("%(name)s now belongs to %(unit)s.") % {"name": shown.name, "unit": to.name}
            )
            return redirect("person", person_id)
    context = {"said": said, "move": follows, "choices": choices, **_context(held, shown, to)}
    return render(request, "organisation/move_person.html", context, status=status)


def _choices(held: Rights, move: PersonMove, typed: QueryDict) -> list[Choice]:
    is_other = move.person.pk != held.person_id
    found = []
    for role in move.roles:
        may = is_other and role.name in roles_to_give(held, role.unit_id)
        field = f"role-{role.pk}"
        found.append(Choice(field, role, role.get_name_display(), may, typed.get(field, "")))
    for grant in move.grants:
        may = grant.right in rights_to_give(held, grant.unit_id)
        field = f"grant-{grant.pk}"
        found.append(Choice(field, grant, grant.get_right_display(), may, typed.get(field, "")))
    return found


def _check_chosen(choices: list[Choice], is_as_shown: bool) -> None:
    """What changed since is said by the action; what was shown and left open is asked for here."""
    if is_as_shown and any(one.may_end and one.chosen not in {"keep", "end"} for one in choices):
        raise Invalid(choices=_("Say of each role and right whether it stays or ends."))


def _ended(choices: list[Choice]) -> dict[str, list[int]]:
    ended = [one.row for one in choices if one.may_end and one.chosen == "end"]
    return {
        "end_roles": [row.pk for row in ended if isinstance(row, Role)],
        "end_grants": [row.pk for row in ended if isinstance(row, Grant)],
    }


def _context(held: Rights, shown: Person, to: Unit | None) -> dict[str, object]:
    return {
        "person": shown,
        "to": to,
        "units": units_to_choose(held, without={shown.unit_id}),
        "names": dict(Unit.objects.values_list("id", "name")),
        "own_voice": own_voice(shown),
        "speaks": open_speaking_rows().filter(person=shown).select_related("voice").order_by("voice__name"),
        "pauses": pauses_that_change(held, shown.unit_id, to.pk) if to is not None else {},
        "section": "people",
    }
