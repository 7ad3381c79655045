"""The page after the very first post: it is out, and this is how people find it."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from manyvoices.federation.models import Follower
from manyvoices.people.models import Person
from manyvoices.publishing.permissions import may_change
from manyvoices.publishing.queries import post_of
from manyvoices.voices.addresses import address, page_url
from manyvoices.web.publishing.lines import line
from manyvoices.web.publishing.post_page import allowed
from manyvoices.web.publishing.undoing import undo_of
from manyvoices.web.settings.checklist import first_steps
from manyvoices.web.working_page import working_page


@working_page("GET")
def first_post(request: HttpRequest, person: Person, post_id: int) -> HttpResponse:
    """The public link as soon as there is one, how to follow, and five first steps. 404 for posts of others."""
    post = post_of(person, post_id)
    shown = line(post)
    url = next((one.url for one in shown.channels if one.url), "")
    context = {
        "section": "compose",
        "line": shown,
        "url": url,
        "voice": post.voice,
        "address": f"@{address(post.voice)}",
        "voice_url": page_url(post.voice),
        "followers": Follower.objects.filter(voice=post.voice, ended_at=None).count(),
        "federates": settings.CONFIG.federates,
        "feed_url": reverse("voice-feed", args=[post.voice.handle]),
        "first_steps": first_steps(person),
        "polls": shown.moving,
        "post": post,
        "undo": undo_of(post, may=allowed(may_change, person, post)),
    }
    return render(request, "publishing/first_post.html", context)
