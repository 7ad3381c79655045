"""Something is done with the chosen lines: each by itself, so that one refusal keeps no other back."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from manyvoices.conversations.holding import address
from manyvoices.conversations.models import Conversation
from manyvoices.conversations.queries.inbox import A_PAGE
from manyvoices.conversations.queries.visible import inbox_of
from manyvoices.core.refusals import Invalid, NotThere, Refused
from manyvoices.people.models import Person
from manyvoices.web.inbox.asked import address_of
from manyvoices.web.inbox.pressing import PRESSES, Press, number
from manyvoices.web.working_page import working_page

# So many names stand in a sentence; of more only how many.
NAMED = 3


@dataclass(slots=True)
class Outcome:
    """What became of each: those it was done to, and for each reason those it was not done to."""

    done: list[Conversation] = field(default_factory=list)
    not_done: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))


@working_page("POST")
def press(request: HttpRequest, me: Person) -> HttpResponse:
    """One press on the chosen lines, or on the one whose own button it was. Says what was done and what was not, and why."""
    name, chosen, said = _asked(request.POST)
    if name not in PRESSES:
        raise Invalid(do=_("This cannot be done here. Choose one of the buttons."))
    if not chosen:
        messages.warning(request, _("Choose at least one conversation first."))
        return _back(request)
    outcome = _do(me, PRESSES[name], chosen, said)
    _say(request, PRESSES[name], outcome)
    if "one" in request.POST and name == "take" and outcome.done:
        return redirect(address(outcome.done[0]))
    return _back(request)


def _asked(given: QueryDict) -> tuple[str, dict[int, int | None], dict[str, str]]:
    """What is done, to which conversations (each with the version that the person saw), and what goes with it.

    `do` is a name, or a name and its choice: "close.solved". `one` is the button of a line: "take.12.3".
    """
    name, _dot, rest = (given.get("one") or given.get("do", "")).partition(".")
    picked = [rest] if "one" in given else given.getlist("conversation")[:A_PAGE]
    chosen: dict[int, int | None] = {}
    for one in picked:
        pk, _dot, version = one.partition(".")
        if found := number(pk):
            chosen[found] = number(version) if version else None
    said = {key: str(value) for key, value in given.items()}
    return name, chosen, said | ({name: rest} if rest and "one" not in given else {})


def _do(me: Person, press: Press, chosen: dict[int, int | None], said: dict[str, str]) -> Outcome:
    outcome = Outcome()
    seen = Conversation.objects.filter(Q(pk__in=inbox_of(me).values("pk")) | Q(owner=me), merged_into=None)
    rows = seen.filter(pk__in=chosen).select_related("contact").in_bulk()
    for pk, version in chosen.items():
        if (row := rows.get(pk)) is None:
            outcome.not_done[_("It is not in your inbox any more.")].append("")
            continue
        try:
            press.does(me, row, version, said)
            outcome.done.append(row)
        except NotThere:
            outcome.not_done[_("It is not in your inbox any more.")].append(_name(row))
        except (Refused, Invalid) as error:
            outcome.not_done[str(error)].append(_name(row))
    return outcome


def _say(request: HttpRequest, press: Press, outcome: Outcome) -> None:
    if outcome.done:
        count = len(outcome.done)
        messages.success(request, press.done(count) % {"n": count})
    for why, names in outcome.not_done.items():
        messages.warning(request, _("Not done for %(names)s: %(why)s") % {"names": _names(names), "why": why})


def _names(names: Sequence[str]) -> str:
    known = [name for name in names if name]
    rest = len(names) - len(known[:NAMED])
    shown = ", ".join(known[:NAMED])
    if not rest:
        return shown
    if not shown:
        return ngettext("%(n)s conversation", "%(n)s conversations", rest) % {"n": rest}
    return ngettext("%(names)s and %(n)s more", "%(names)s and %(n)s more", rest) % {
        "names": shown,
        "n": rest,
    }


def _name(row: Conversation) -> str:
    return row.contact.name or _("Somebody without a name")


def _back(request: HttpRequest) -> HttpResponse:
    return redirect(reverse("inbox") + address_of(QueryDict(request.POST.get("back", "").removeprefix("?"))))
