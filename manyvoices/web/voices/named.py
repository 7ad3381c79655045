"""Whether one's own name stands beside what one writes as a shared voice."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from manyvoices.core.refusals import NotThere
from manyvoices.people.actions.give_consent import give_consent
from manyvoices.people.actions.withdraw_consent import withdraw_consent
from manyvoices.people.models import Consent, Person, Purpose
from manyvoices.people.queries import rights
from manyvoices.voices.queries import own_channel, voice_in_view
from manyvoices.web.working_page import working_page


@working_page("POST")
def named(request: HttpRequest, me: Person, voice_id: int) -> HttpResponse:
    """Give or take back one's own yes to be named on this voice; nobody gives another's."""
    voice = voice_in_view(rights(me), voice_id)
    channel = own_channel(voice)
    if voice.belongs_to_person or channel is None:
        raise NotThere(_("A person's own voice names its person already."))
    if request.POST.get("named") == "yes":
        give_consent(actor=me, purpose=Purpose.BE_NAMED, channel_id=channel, language=get_language() or "en")
        messages.success(request, _("Your name stands beside what you write here."))
    else:
        given = Consent.objects.filter(
            person=me, purpose=Purpose.BE_NAMED, channel=channel, withdrawn_at=None
        ).first()
        if given is not None:
            withdraw_consent(actor=me, consent=given)
        messages.success(request, _("Your name stands there no more."))
    return redirect("voice-edit", voice_id)
