"""The organisation's home: all its voices, and what they said last."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from manyvoices.federation.queries import reaction_counts, standing_notes
from manyvoices.people.queries import organisation
from manyvoices.voices.queries import public_voices
from manyvoices.web.public.caching import public
from manyvoices.web.public.shown import frame, shown_posts, shown_voice

LATEST = 20


@public
def home(request: HttpRequest) -> HttpResponse:
    """The wall of voices and the latest posts; a word of welcome where nothing is set up yet."""
    found = organisation()
    if found is None:
        return render(request, "public/not_set_up.html", frame("/"))
    notes = list(standing_notes()[:LATEST])
    context = {
        "organisation": found,
        "voices": [shown_voice(voice) for voice in public_voices()],
        "posts": shown_posts(notes, reaction_counts(notes)),
        **frame("/"),
    }
    return render(request, "public/home.html", context)
