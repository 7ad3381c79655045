"""Rest and wake, one tap each."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from manyvoices.people.queries import rights
from manyvoices.voices.actions.rest_voice import rest_voice
from manyvoices.voices.actions.wake_voice import wake_voice
from manyvoices.voices.queries import voice_in_view
from manyvoices.web.actor import actor


@login_required
@require_POST
def rest(request: HttpRequest, voice_id: int) -> HttpResponse:
    """Let the voice rest: nothing more is published as it."""
    me = actor(request)
    rest_voice(actor=me, voice=voice_in_view(rights(me), voice_id))
    messages.success(request, _("The voice rests. Nothing is published as it until you wake it."))
    return redirect("voice-edit", voice_id)


@login_required
@require_POST
def wake(request: HttpRequest, voice_id: int) -> HttpResponse:
    """Wake the voice."""
    me = actor(request)
    wake_voice(actor=me, voice=voice_in_view(rights(me), voice_id))
    messages.success(request, _("The voice is awake."))
    return redirect("voice-edit", voice_id)
