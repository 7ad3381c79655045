"""The guided tour for a board: eight short pages with live figures, each leading to the real pages."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from manyvoices.core import clock
from manyvoices.federation.models import Follower, Note
from manyvoices.federation.queries import reaction_counts, standing_notes
from manyvoices.people.models import Consent, Nomination, Organisation, Person
from manyvoices.people.queries import organisation
from manyvoices.voices.models import Voice
from manyvoices.web.public.shown import shown_posts, shown_voice
from manyvoices.web.tour import telling
from manyvoices.web.tour.complaint import told_complaint, waiting
from manyvoices.web.tour.demo_page import demo_page
from manyvoices.web.tour.publish import form_of, journey
from manyvoices.web.tour.steps import STEPS, TITLES
from manyvoices.web.working_page import working_page

WEEK, QUARTER = timedelta(days=7), timedelta(days=90)
# Three jobs that nobody would ask an official account about.
MEET = ("anna", "mehmet", "ruth")
Context = dict[str, Any]


@demo_page
@working_page("GET")
def tour(request: HttpRequest, me: Person) -> HttpResponse:
    """What the tour shows, and where to begin."""
    return render(request, "tour/tour.html", {"section": "tour", "titles": TITLES})


@demo_page
@working_page("GET")
def step(request: HttpRequest, me: Person, number: int) -> HttpResponse:
    """One step. 404 for a number the tour does not have."""
    if not 1 <= number <= STEPS:
        raise Http404
    context = {
        "section": "tour",
        "number": number,
        "title": TITLES[number - 1],
        "titles": TITLES,
        "before": number - 1,
        "following": number + 1 if number < STEPS else 0,
        **SHOWN[number](request, me),
    }
    return render(request, f"tour/step_{number}.html", context)


def one_account(request: HttpRequest, me: Person) -> Context:
    """Step 1: the official account, ninety days of it."""
    voice = telling.official()
    if voice is None:
        raise Http404
    figures = telling.telling([voice.pk], clock.now() - QUARTER, _zone())
    return {"voice": shown_voice(voice), "figures": figures, "posts": _latest(voice, 3)}


def many_voices(request: HttpRequest, me: Person) -> Context:
    """Step 2: both sides, last week and the last ninety days."""
    one = telling.official()
    many = [voice.pk for voice in telling.colleagues()]
    official = [one.pk] if one else []
    now, zone = clock.now(), _zone()
    return {
        "voices": len(many),
        "spans": [
            (days.days, telling.telling(official, now - days, zone), telling.telling(many, now - days, zone))
            for days in (WEEK, QUARTER)
        ],
        "new": telling.new_to_us(many, official),
        "clock": range(24),
    }


def three_colleagues(request: HttpRequest, me: Person) -> Context:
    """Step 3: three voices with what they said last."""
    found = {voice.handle: voice for voice in telling.colleagues().filter(handle__in=MEET)}
    voices = [found[handle] for handle in MEET if handle in found]
    return {
        "people": [
            {
                "voice": shown_voice(voice),
                "post": next(iter(_latest(voice, 1)), None),
                "followers": Follower.objects.filter(voice=voice, ended_at=None).count(),
            }
            for voice in voices
        ]
    }


def pressing(request: HttpRequest, me: Person) -> Context:
    """Step 4: a form with a text, and what became of the post."""
    return {"form": form_of(me), **journey(request, me)}


def reaching(request: HttpRequest, me: Person) -> Context:
    """Step 5: one complaint on its way to the colleague who knows, and what waits beside it."""
    return {"one": told_complaint(), "waits": waiting()}


def becoming(request: HttpRequest, me: Person) -> Context:
    """Step 6: who waits to become a voice, and who took a yes back."""
    nominations = Nomination.objects.filter(
        declined_at=None, accepted_at=None, refused_at=None, withdrawn_at=None
    )
    return {
        "nominations": list(nominations.select_related("nominee", "nominated_by").order_by("-nominated_at")),
        "withdrawn": Consent.objects.exclude(withdrawn_at=None).select_related("person", "wording").first(),
        "consents": Consent.objects.filter(withdrawn_at=None).count(),
    }


def plain(request: HttpRequest, me: Person) -> Context:
    """Steps whose page says it all."""
    return {}


SHOWN: dict[int, Callable[[HttpRequest, Person], Context]] = {
    1: one_account,
    2: many_voices,
    3: three_colleagues,
    4: pressing,
    5: reaching,
    6: becoming,
    7: plain,
    8: plain,
}


def _latest(voice: Voice, most: int) -> list[Any]:
    notes: list[Note] = list(standing_notes(voice).filter(in_reply_to=None)[:most])
    return shown_posts(notes, reaction_counts(notes))


def _zone() -> ZoneInfo:
    home: Organisation | None = organisation()
    return ZoneInfo(home.time_zone if home else "UTC")
