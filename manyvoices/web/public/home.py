"""The organisation's home: all its voices, and what they said last."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from manyvoices.federation.queries import reaction_counts
from manyvoices.people.queries import organisation
from manyvoices.people.spoken import own_name
from manyvoices.web.public.caching import by_version, public
from manyvoices.web.public.paging import A_PAGE, before
from manyvoices.web.public.shown import frame, shown_posts, shown_voice
from manyvoices.web.public.subjects import everything, spoken

# More faces than these are looked through by topic and name.
FACES = 48


@public
@by_version
def home(request: HttpRequest) -> HttpResponse:
    """The wall of voices and the latest posts; a word of welcome where nothing is set up yet."""
    subject = everything()
    if subject is None:
        return render(request, "public/not_set_up.html", frame("/"))
    behind = before(request)
    posts, voices = subject.posts(A_PAGE, behind), subject.voices()
    languages = sorted({code for voice in voices for code in spoken(voice)})
    context = {
        "organisation": organisation(),
        "voices": [shown_voice(voice) for voice in voices[:FACES]],
        "further_voices": max(0, len(voices) - FACES),
        "languages": [(code, own_name(code)) for code in languages],
        "posts": shown_posts(posts.notes, reaction_counts(posts.notes)),
        "older": posts.older,
        "before": behind,
        **frame("/", feeds="/"),
    }
    return render(request, "public/home.html", context)
