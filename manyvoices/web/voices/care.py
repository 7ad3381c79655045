"""Rest, hide, mute and back again: one tap each, from the voice's page and from one's own."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from manyvoices.core.refusals import Invalid
from manyvoices.people.models import Person
from manyvoices.people.queries import rights
from manyvoices.voices.actions.hide_voice import hide_voice
from manyvoices.voices.actions.mute_voice import mute_voice
from manyvoices.voices.actions.rest_voice import rest_voice
from manyvoices.voices.actions.show_voice import show_voice
from manyvoices.voices.actions.unmute_voice import unmute_voice
from manyvoices.voices.actions.wake_voice import wake_voice
from manyvoices.voices.models import Voice
from manyvoices.voices.queries import voice_in_view
from manyvoices.web.working_page import working_page

Care = Callable[[Person, Voice, str], str]


@working_page("POST")
def care(request: HttpRequest, me: Person, voice_id: str, verb: str) -> HttpResponse:
    """One of VERBS, then back to where the button stood. 404 for a foreign voice, 403 for who does not look after it."""
    voice = voice_in_view(rights(me), int(voice_id))
    try:
        messages.success(request, VERBS[verb](me, voice, request.POST.get("hours", "")))
    except Invalid as invalid:
        messages.error(request, str(invalid))
    if request.POST.get("back") == "me":
        return redirect("me")
    return redirect("voice-edit", voice.pk)


def _rest(me: Person, voice: Voice, hours: str) -> str:
    rest_voice(actor=me, voice=voice)
    return _("The voice rests. Nothing is published as it until you wake it.")


def _wake(me: Person, voice: Voice, hours: str) -> str:
    wake_voice(actor=me, voice=voice)
    return _("The voice is awake.")


def _hide(me: Person, voice: Voice, hours: str) -> str:
    hide_voice(actor=me, voice=voice)
    return _("Hidden. Its page says that it takes a break; followers stay.")


def _show(me: Person, voice: Voice, hours: str) -> str:
    show_voice(actor=me, voice=voice)
    return _("The voice is seen again.")


def _mute(me: Person, voice: Voice, hours: str) -> str:
    mute_voice(actor=me, voice=voice, hours=int(hours) if hours.isdecimal() and len(hours) < 6 else 0)
    return _("Muted. New replies wait unseen, and none is lost.")


def _unmute(me: Person, voice: Voice, hours: str) -> str:
    unmute_voice(actor=me, voice=voice)
    return _("You hear again. What waited stands below the posts now.")


VERBS: dict[str, Care] = {
    "rest": _rest,
    "wake": _wake,
    "hide": _hide,
    "show": _show,
    "mute": _mute,
    "unmute": _unmute,
}
