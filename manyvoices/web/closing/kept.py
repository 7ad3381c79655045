"""What was kept of conversations as a contribution or an idea."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from manyvoices.conversations.actions.keep_conversation import KEPT_AS, keep_conversation
from manyvoices.conversations.queries.kept import A_PAGE, kept_in_view
from manyvoices.conversations.queries.visible import conversation_in_view
from manyvoices.core.refusals import Invalid
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


@working_page("POST")
def change(request: HttpRequest, me: Person, conversation_id: int) -> HttpResponse:
    """Kept as something else, or not any more; back to the list as it was filtered (`as`)."""
    found = conversation_in_view(me, conversation_id)
    try:
        done = keep_conversation(actor=me, conversation=found, kept_as=request.POST.get("kept_as", ""))
        messages.success(request, _("Kept.") if done.kept_as else _("Not kept any more."))
    except Invalid as invalid:
        messages.error(request, str(invalid))
    said = request.POST.get("as", "")
    return redirect(reverse("kept") + (f"?{urlencode({'as': said})}" if said in KEPT_AS else ""))
