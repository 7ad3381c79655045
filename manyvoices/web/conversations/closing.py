"""Settled, and how; or opened again."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from manyvoices.conversations.actions.close_conversation import close_conversation
from manyvoices.conversations.actions.reopen_conversation import reopen_conversation
from manyvoices.people.models import Person
from manyvoices.web.conversations.opened import opened
from manyvoices.web.conversations.pressing import pressed
from manyvoices.web.conversations.seen import seen_version
from manyvoices.web.working_page import working_page


@working_page("POST")
def close(request: HttpRequest, person: Person, conversation_id: int) -> HttpResponse:
    """Closed with an `outcome`, unless they wrote since the page was opened (`seen`)."""
    one = opened(person, conversation_id)
    return pressed(
        request,
        one,
        _("Done. If they write again, it opens by itself."),
        close_conversation,
        actor=person,
        conversation=one,
        outcome=request.POST.get("outcome", ""),
        seen_version=seen_version(request),
    )


@working_page("POST")
def reopen(request: HttpRequest, person: Person, conversation_id: int) -> HttpResponse:
    """Ours again."""
    one = opened(person, conversation_id)
    return pressed(request, one, _("It is open again."), reopen_conversation, actor=person, conversation=one)
