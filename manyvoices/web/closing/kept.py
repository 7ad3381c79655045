"""What was kept of conversations as a contribution or an idea."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from manyvoices.conversations.actions.keep_conversation import KEPT_AS
from manyvoices.conversations.queries.kept import A_PAGE, kept_in_view
from manyvoices.people.models import Person
from manyvoices.web.working_page import working_page


@working_page("GET")
def kept(request: HttpRequest, me: Person) -> HttpResponse:
    """The list of one's inboxes (?as=), the newest first; ?before= goes on."""
    asked, said = request.GET.get("before", ""), request.GET.get("as", "")
    before = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 19 else None
    kept_as = said if said in KEPT_AS else ""
    rows = list(kept_in_view(me, kept_as=kept_as, before=before)[: A_PAGE + 1])
    context = {
        "section": "kept",
        "rows": rows[:A_PAGE],
        "kept_as": kept_as,
        "before": before,
        "older": rows[A_PAGE - 1].pk if len(rows) > A_PAGE else None,
    }
    return render(request, "closing/kept.html", context)
