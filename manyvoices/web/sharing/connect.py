"""Saying on which network a voice shares by hand."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from manyvoices.core.refusals import Invalid
from manyvoices.people.models import Person
from manyvoices.people.queries import rights
from manyvoices.voices.actions.connect_profile import connect_profile
from manyvoices.voices.queries import voice_in_view
from manyvoices.web.working_page import working_page


@working_page("POST")
def connect(request: HttpRequest, me: Person, voice_id: int) -> HttpResponse:
    """Keeps the address of a profile; what is wrong with it stands on the page of the voice."""
    voice = voice_in_view(rights(me), voice_id)
    agreed_in = (get_language() or "en") if request.POST.get("agree") else ""
    network, profile = request.POST.get("network", ""), request.POST.get("profile", "")
    try:
        connect_profile(actor=me, voice=voice, network=network, profile=profile, agreed_in=agreed_in)
    except Invalid as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Connected. At its time you get the finished text, ready to post there."))
    return redirect("voice-edit", voice_id)
