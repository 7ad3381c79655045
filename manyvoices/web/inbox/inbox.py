"""The inbox: four figures, the views, and the lines of one of them."""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from manyvoices.conversations.models import Conversation, Outcome, Standing
from manyvoices.conversations.permissions import IN_INBOX
from manyvoices.conversations.queries.checked import checked_for
from manyvoices.conversations.queries.figures import figures_for
from manyvoices.conversations.queries.inbox import counts, page_of
from manyvoices.conversations.queries.lines import Line, lines_of
from manyvoices.conversations.snoozing_rows import UNTIL_THEY_WRITE
from manyvoices.core import clock
from manyvoices.people.models import Person
from manyvoices.web.held import held_in
from manyvoices.web.inbox.asked import NARROWS, FilterForm, address_of, view_names, wanted
from manyvoices.web.inbox.freshness import ago, spoken
from manyvoices.web.inbox.offered import offered
from manyvoices.web.inbox.pressing import UNTIL, PressForm
from manyvoices.web.inbox.words import Spoken, network_mark, on_top_in_words, time_left
from manyvoices.web.working_page import working_page


@dataclass(frozen=True, slots=True)
class Shown:
    """One line as the template writes it. `may_take`: nobody has it, and it is open."""

    row: Conversation
    who: str
    time: Spoken | None
    since: str
    network: str
    on_top: str
    looking: str
    is_answering: bool
    is_mine: bool
    may_take: bool
    sleeps_until: datetime | None
    sleeps_until_they_write: bool


@working_page("GET")
def inbox(request: HttpRequest, me: Person) -> HttpResponse:
    """One page of a view. Whoever works in no inbox begins at what reached their own voice."""
    held, now = held_in(request), clock.now()
    works = bool(held.units_with(IN_INBOX))
    asked = wanted(request.GET, "unanswered" if works else "own")
    page = page_of(me, asked, held)
    many, choices = counts(me, held), offered(held)
    filters = FilterForm(request.GET, choices)
    context = {
        "section": "inbox",
        "lines": [_shown(me, line, now) for line in lines_of(me, page.rows, now)],
        "older": page.after,
        "view": asked.view,
        "views": [(name, words, many[name]) for name, words in view_names()],
        "figures": figures_for(held, now) if works else None,
        "checked": spoken(checked_for(held, me, now), now),
        "filters": filters,
        "narrowed_in_words": filters.in_words(),
        "narrowed": [name for name in NARROWS if request.GET.get(name)],
        "asked": asked,
        "outcomes": [one for one in Outcome.choices if one[0] != Outcome.SPAM],
        "until": UNTIL,
        "press": PressForm(choices),
        "back": address_of(request.GET),
        "now": now,
    }
    return render(request, "inbox/inbox.html", context)


def _shown(me: Person, line: Line, now: datetime) -> Shown:
    row = line.conversation
    sleeps = row.snoozed_until if row.snoozed_until and row.snoozed_until < UNTIL_THEY_WRITE else None
    return Shown(
        row=row,
        who=row.contact.name
        or (row.identity.address if row.identity else "")
        or gettext("Somebody without a name"),
        time=time_left(line.promise),
        since=ago(row.inbound_at or row.last_at, now),
        network=network_mark(row.network),
        on_top=on_top_in_words(row.on_top_because),
        looking=line.looking[0].person.name if line.looking else "",
        is_answering=bool(line.looking and line.looking[0].answering),
        is_mine=row.assigned_to_id == me.pk,
        may_take=not row.owner_id and not row.assigned_to_id and row.standing != Standing.CLOSED,
        sleeps_until=sleeps,
        sleeps_until_they_write=row.snoozed_until is not None and sleeps is None,
    )
