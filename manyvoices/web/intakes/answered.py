"""A colleague answered by another way, and says so."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from manyvoices.conversations.actions.record_answer_elsewhere import record_answer_elsewhere
from manyvoices.conversations.holding import address
from manyvoices.conversations.queries.visible import conversation_in_view
from manyvoices.core.refusals import Conflict, Invalid
from manyvoices.people.models import Person
from manyvoices.web.working_page import working_page


@working_page("POST")
def answered(request: HttpRequest, me: Person, conversation_id: int) -> HttpResponse:
    """Write down an answer that was given elsewhere. `seen` is the version of the conversation that was read."""
    one = conversation_in_view(me, conversation_id)
    seen = request.POST.get("seen", "")
    try:
        record_answer_elsewhere(
            actor=me,
            conversation=one,
            text=request.POST.get("text", ""),
            seen_version=int(seen) if seen.isdecimal() and len(seen) < 10 else -1,
        )
        messages.success(request, _("Written down. The promise is kept, and it is their turn."))
    except (Invalid, Conflict) as refused:
        messages.error(request, str(refused))
    return redirect(address(one))
