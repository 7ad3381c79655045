"""What reached a person's own voice is handed to the organisation."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from manyvoices.conversations.actions.hand_over_conversation import hand_over_conversation
from manyvoices.people.models import Person
from manyvoices.web.conversations.opened import opened
from manyvoices.web.conversations.pressing import pressed
from manyvoices.web.working_page import working_page


@working_page("POST")
def hand_over(request: HttpRequest, person: Person, conversation_id: int) -> HttpResponse:
    """It is the organisation's from now on; its unit sees it and somebody is looked for."""
    one = opened(person, conversation_id)
    said = _(
        "Handed over to %(unit)s. Somebody there answers; you can still read along if you work in its inbox."
    )
    return pressed(
        request,
        one,
        said % {"unit": one.unit.name},
        hand_over_conversation,
        actor=person,
        conversation=one,
    )
