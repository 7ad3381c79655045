"""Connecting and closing a voice's channels."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from manyvoices.core.refusals import Invalid, NotThere
from manyvoices.people.models import Person
from manyvoices.people.queries import rights
from manyvoices.voices.actions.close_channel import close_channel
from manyvoices.voices.actions.connect_channel import connect_channel
from manyvoices.voices.queries import voice_in_view
from manyvoices.web.working_page import working_page


@working_page("POST")
def connect(request: HttpRequest, me: Person, voice_id: int) -> HttpResponse:
    """Connect the practice network; `practice` is "network behaviour", as the page offers them."""
    voice = voice_in_view(rights(me), voice_id)
    agreed_in = (get_language() or "en") if request.POST.get("agree") else ""
    try:
        network, _space, behaviour = request.POST.get("practice", "").partition(" ")
        connect_channel(actor=me, voice=voice, network=network, behaviour=behaviour, agreed_in=agreed_in)
    except Invalid as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Connected. What you send there is seen by nobody outside."))
    return redirect("voice-edit", voice_id)


@working_page("POST")
def close(request: HttpRequest, me: Person, voice_id: int, channel_id: int) -> HttpResponse:
    """Close one of the voice's channels."""
    channel = voice_in_view(rights(me), voice_id).channels.filter(pk=channel_id).first()
    if channel is None:
        raise NotThere
    close_channel(actor=me, channel=channel)
    messages.success(request, _("Closed. Nothing more leaves through this channel."))
    return redirect("voice-edit", voice_id)
