"""Rest and wake, one tap each."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from manyvoices.people.models import Person
from manyvoices.people.queries import rights
from manyvoices.voices.actions.rest_voice import rest_voice
from manyvoices.voices.actions.wake_voice import wake_voice
from manyvoices.voices.queries import voice_in_view
from manyvoices.web.working_page import working_page


@working_page("POST")
def rest(request: HttpRequest, me: Person, voice_id: int) -> HttpResponse:
    """Let the voice rest: nothing more is published as it."""
    rest_voice(actor=me, voice=voice_in_view(rights(me), voice_id))
    messages.success(request, _("The voice rests. Nothing is published as it until you wake it."))
    return redirect("voice-edit", voice_id)


@working_page("POST")
def wake(request: HttpRequest, me: Person, voice_id: int) -> HttpResponse:
    """Wake the voice."""
    wake_voice(actor=me, voice=voice_in_view(rights(me), voice_id))
    messages.success(request, _("The voice is awake."))
    return redirect("voice-edit", voice_id)
