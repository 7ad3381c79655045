"""What stands on a conversation of closing the loop: its causes, and what they said of our answers."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from manyvoices.conversations.actions.link_cause import link_cause
from manyvoices.conversations.actions.make_cause import make_cause
from manyvoices.conversations.actions.unlink_cause import unlink_cause
from manyvoices.conversations.holding import address
from manyvoices.conversations.models import Conversation
from manyvoices.conversations.queries.causes import cause_in_view, causes_of, causes_offered
from manyvoices.conversations.queries.ratings import ratings_of
from manyvoices.conversations.queries.visible import conversation_in_view
from manyvoices.core.refusals import Invalid, NotThere
from manyvoices.people.models import Person
from manyvoices.web.working_page import working_page

A_FEW = 5


def closing_part(me: Person, conversation: Conversation) -> dict[str, Any]:
    """What the parts closing/cause_of.html and closing/ratings.html expect as `closing`.

    Of a private conversation nothing: nobody else may know of it.
    """
    if conversation.owner_id:
        return {}
    return {
        "causes": causes_of(me, conversation),
        "offered": causes_offered(me, conversation),
        "ratings": list(ratings_of(conversation)[:A_FEW]),
    }


@working_page("POST")
def link(request: HttpRequest, me: Person, conversation_id: int) -> HttpResponse:
    """The conversation has this cause, or one that is named now."""
    found, named = conversation_in_view(me, conversation_id), request.POST.get("name", "").strip()
    if not (named or request.POST.get("cause")):
        messages.error(request, _("Choose a cause, or say a new one."))
        return redirect(address(found))
    try:
        if named:
            cause = make_cause(actor=me, unit=found.unit, name=named)
        else:
            cause = cause_in_view(me, _number(request.POST.get("cause", "")))
        link_cause(actor=me, cause=cause, conversation=found)
        messages.success(request, _("Linked: %(cause)s") % {"cause": cause.name})
    except Invalid as invalid:
        messages.error(request, str(invalid))
    return redirect(address(found))


@working_page("POST")
def unlink(request: HttpRequest, me: Person, conversation_id: int, cause_id: int) -> HttpResponse:
    """It has another cause."""
    found = conversation_in_view(me, conversation_id)
    unlink_cause(actor=me, cause=cause_in_view(me, cause_id), conversation=found)
    messages.success(request, _("Not linked any more."))
    return redirect(address(found))


def _number(said: str) -> int:
    if not (said.isascii() and said.isdecimal() and len(said) < 19):
        raise NotThere
    return int(said)
