"""A new post: a form that nobody saved yet. Opening it changes nothing."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from manyvoices.people.models import Person
from manyvoices.people.queries import organisation
from manyvoices.publishing.actions.start_draft import start_draft
from manyvoices.publishing.first_words import first_words
from manyvoices.publishing.queries import empty_draft, nothing_released
from manyvoices.voices.models import Voice
from manyvoices.web.publishing.composer import composer, fresh_values, reserved
from manyvoices.web.publishing.composer_form import ComposerForm, native_channels, saved
from manyvoices.web.publishing.pressing import press
from manyvoices.web.publishing.voices_offered import voices_with_channels
from manyvoices.web.working_page import working_page


@working_page("GET", "POST")
def compose(request: HttpRequest, person: Person) -> HttpResponse:
    """The form for a new draft (?voice= chooses whose); a POST starts the draft once, however often it is pressed."""
    voices = voices_with_channels(person)
    if not voices:
        return render(request, "publishing/no_voice.html", {"section": "compose"})
    if request.method == "POST":
        return _start(request, person, voices)
    chosen = _chosen(request, voices)
    empty = empty_draft(person)
    if empty is not None and empty.voice_id in {voice.pk for voice in voices}:
        values = saved(empty, voices)
        if "voice" in request.GET:
            values["voice"] = str(chosen.pk)
        return composer(request, person, form=ComposerForm(voices=voices, initial=values), post=empty)
    values = {**fresh_values(chosen, person, _first_words(person)), "channels": native_channels(voices)}
    return composer(request, person, form=ComposerForm(voices=voices, initial=values))


def _start(request: HttpRequest, person: Person, voices: list[Voice]) -> HttpResponse:
    form = ComposerForm(request.POST, voices=voices)
    if not form.is_valid():
        return composer(request, person, form=form, status=422)
    pk = reserved(person, request.POST.get("reserved", ""))
    post = start_draft(actor=person, voice=form.words().voice, pk=pk)
    return press(request, person, post, form)


def _chosen(request: HttpRequest, voices: list[Voice]) -> Voice:
    asked = request.GET.get("voice", "")
    return next((voice for voice in voices if asked in {str(voice.pk), voice.handle}), voices[0])


def _first_words(person: Person) -> str:
    """A friendly text for the very first post of an installation; nothing afterwards."""
    home = organisation()
    return first_words(person.name, home.name) if home and nothing_released() else ""
