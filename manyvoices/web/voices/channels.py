"""Connecting and closing a voice's channels."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from manyvoices.core.refusals import Invalid, NotThere
from manyvoices.people.queries import rights
from manyvoices.voices.actions.close_channel import close_channel
from manyvoices.voices.actions.connect_channel import connect_channel
from manyvoices.voices.queries import voice_in_view
from manyvoices.web.actor import actor


@login_required
@require_POST
def connect(request: HttpRequest, voice_id: int) -> HttpResponse:
    """Connect the practice network."""
    me = actor(request)
    voice = voice_in_view(rights(me), voice_id)
    agreed_in = (get_language() or "en") if request.POST.get("agree") else ""
    try:
        connect_channel(actor=me, voice=voice, network=request.POST.get("network", ""), agreed_in=agreed_in)
    except Invalid as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Connected. What you send there is seen by nobody outside."))
    return redirect("voice-edit", voice_id)


@login_required
@require_POST
def close(request: HttpRequest, voice_id: int, channel_id: int) -> HttpResponse:
    """Close one of the voice's channels."""
    me = actor(request)
    channel = voice_in_view(rights(me), voice_id).channels.filter(pk=channel_id).first()
    if channel is None:
        raise NotThere
    close_channel(actor=me, channel=channel)
    messages.success(request, _("Closed. Nothing more leaves through this channel."))
    return redirect("voice-edit", voice_id)
