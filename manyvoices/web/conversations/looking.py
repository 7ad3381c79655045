"""A page says every few seconds that somebody has it open, or is answering."""

from django.http import HttpRequest, HttpResponse

from manyvoices.conversations.actions.see_conversation import see_conversation
from manyvoices.people.models import Person
from manyvoices.web.conversations.opened import opened
from manyvoices.web.working_page import working_page


@working_page("POST")
def looking(request: HttpRequest, person: Person, conversation_id: int) -> HttpResponse:
    """204. `answering` is "1" while words stand in the answer."""
    one = opened(person, conversation_id)
    see_conversation(actor=person, conversation=one, answering=request.POST.get("answering") == "1")
    return HttpResponse(status=204)
