"""One voice: its words, its picture, its channels."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext

from manyvoices.core.refusals import Refused
from manyvoices.networks.assisted.places import PLACES
from manyvoices.people.models import Person, Purpose
from manyvoices.people.queries import rights
from manyvoices.people.rights import Rights
from manyvoices.people.wordings import shown
from manyvoices.voices.actions.change_voice import change_voice
from manyvoices.voices.addresses import handle_host, page_url
from manyvoices.voices.models import Voice
from manyvoices.voices.permissions import may_keep, may_look_after
from manyvoices.voices.queries import named_author, named_authors, standing_hand_over, voice_in_view
from manyvoices.web.practising import PRACTICES
from manyvoices.web.refusing import attempt
from manyvoices.web.voices.forms import EditVoiceForm
from manyvoices.web.voices.picture import uploaded_picture
from manyvoices.web.working_page import working_page

_FIELDS = ("handle", "name", "role_line", "bio", "language")


@working_page("GET", "POST")
def voice_edit(request: HttpRequest, me: Person, voice_id: int) -> HttpResponse:
    """The page of a voice one works with; only those who look after it find a form there."""
    held = rights(me)
    voice = voice_in_view(held, voice_id)
    initial = {field: getattr(voice, field) for field in _FIELDS}
    form = EditVoiceForm(request.POST or None, request.FILES or None, initial=initial)
    if request.method == "POST":
        may_look_after(held, voice)
        if form.is_valid() and attempt(form, _change, actor=me, voice=voice, typed=form) is not None:
            messages.success(request, gettext("Saved."))
            return redirect("voice-edit", voice_id)
        voice = voice_in_view(held, voice_id)
    return render(
        request, "voices/voice_edit.html", _shown(held, voice, form), status=422 if form.errors else 200
    )


def _change(*, actor: Person, voice: Voice, typed: EditVoiceForm) -> Voice:
    kept = None if typed.cleaned_data["drop_picture"] else voice.picture
    picture = uploaded_picture(actor, typed.cleaned_data["picture"]) or kept
    return change_voice(actor=actor, voice=voice, words=typed.words(), picture=picture)


def _shown(held: Rights, voice: Voice, form: EditVoiceForm) -> dict[str, object]:
    channels = list(voice.channels.all())
    standing = standing_hand_over(voice)
    speaker = next((row for row in voice.speakers.all() if row.person_id == held.person_id), None)
    return {
        "voice": voice,
        "form": form,
        "host": handle_host(voice.brand),
        "page": page_url(voice),
        "section": "voices",
        "channels": channels,
        "may_change": allowed(may_look_after, held, voice),
        "may_keep": allowed(may_keep, held, voice),
        "standing": standing,
        "for_another": standing is not None and standing.to_id == held.person_id,
        "speaker": speaker,
        "is_named": speaker is not None and named_author(voice, speaker.person) is not None,
        "be_named": shown(Purpose.BE_NAMED, get_language() or "en"),
        "authors": named_authors(voice),
        "practices": PRACTICES,
        "places": PLACES.items(),
        "promises": [
            shown(purpose, get_language() or "en") for purpose in (Purpose.PUBLISH, Purpose.COLLECT)
        ],
    }


def allowed(check: Callable[[Rights, Voice], None], held: Rights, voice: Voice) -> bool:
    """Whether to offer what a permission guards; each action asks again."""
    try:
        check(held, voice)
    except Refused:
        return False
    return True
