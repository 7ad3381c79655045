"""The words of a saved reply with what is known in its places, for whoever picks one while writing."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _

from manyvoices.conversations.permissions import may_answer
from manyvoices.conversations.queries.answering import filled, saved_replies_for, voices_for
from manyvoices.core.refusals import Invalid, NotThere
from manyvoices.people.models import Person
from manyvoices.web.conversations.opened import opened
from manyvoices.web.working_page import working_page


@working_page("GET")
def saved(request: HttpRequest, person: Person, conversation_id: int) -> HttpResponse:
    """{text} of the `reply`, filled for the `voice`. 404 for one that is not offered here, 400 for none."""
    one = opened(person, conversation_id)
    may_answer(person, one)
    if not request.GET.get("reply"):
        raise Invalid(reply=_("Choose a saved reply."))
    reply = saved_replies_for(person, one).filter(pk=_pk(request, "reply")).first()
    voice = voices_for(person, one).filter(pk=_pk(request, "voice")).first()
    if reply is None or voice is None:
        raise NotThere
    return JsonResponse({"text": filled(reply, person, one, voice)})


def _pk(request: HttpRequest, name: str) -> int:
    said = request.GET.get(name, "")
    return int(said) if said.isdecimal() and len(said) < 19 else 0
