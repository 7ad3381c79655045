"""The first minute of somebody who joined."""

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _

from manyvoices.core.refusals import Conflict, Invalid
from manyvoices.people.models import Person
from manyvoices.voices.actions.make_voice import VoiceWords, make_voice
from manyvoices.voices.addresses import address
from manyvoices.voices.handles import suggest_handle
from manyvoices.voices.models import VoiceKind


def welcome(request: HttpRequest, person: Person, *, wants_voice: bool, language: str) -> None:
    """Make the voice the person asked for, and say what they can do now. Joining stands even if a name was taken."""
    if not wants_voice:
        messages.success(request, _("Welcome. You can make your own voice whenever you like, under Voices."))
        return
    words = VoiceWords(handle=suggest_handle(person.name), name=person.name, language=language)
    try:
        voice = make_voice(actor=person, kind=VoiceKind.PERSON, words=words, agreed_in=language)
    except (Conflict, Invalid):
        messages.warning(request, _("Welcome. Your voice could not be made yet; try again under Voices."))
        return
    messages.success(request, _("Welcome. Your own voice is @%(address)s.") % {"address": address(voice)})
