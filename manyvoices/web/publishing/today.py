"""The landing after the sign-in: what needs you, what is next, what came back."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from manyvoices.core import clock
from manyvoices.federation.models import Note
from manyvoices.people.models import Person
from manyvoices.publishing.models import Delivery, Verb
from manyvoices.publishing.queries import drafts, planned, posts_of
from manyvoices.voices.queries import own_voice
from manyvoices.web.becoming.steps import steps_for_today
from manyvoices.web.publishing.lines import line
from manyvoices.web.publishing.queue import grouped
from manyvoices.web.settings.checklist import first_steps
from manyvoices.web.working_page import working_page, zone_of

A_FEW = 3
MOST_WAITING = 50


@working_page("GET")
def today(request: HttpRequest, person: Person) -> HttpResponse:
    """A few of everything, with the way to the rest."""
    groups = grouped((line(post) for post in planned(person)[:MOST_WAITING]), clock.now())
    upcoming = [one for lines in groups.days.values() for one in lines]
    context = {
        "needs": groups.needs,
        "held": len(groups.held),
        "next": upcoming[:A_FEW],
        "drafts": [line(post) for post in drafts(person)[:A_FEW]],
        "replies": newest_replies(person),
        "own_voice": own_voice(person),
        "first_steps": first_steps(person),
        "becoming_steps": steps_for_today(request, person),
        "zone": zone_of(person),
        "back": "post",
    }
    return render(request, "publishing/today.html", context)


def newest_replies(person: Person) -> list[tuple[Note, int]]:
    """What was answered lately to posts of voices this person speaks as, each with the post's id; two queries."""
    deliveries = Delivery.objects.filter(verb=Verb.PUBLISH, post__in=posts_of(person).values("pk"))
    answered = Note.objects.filter(
        in_reply_to__delivery_key__in=deliveries.values("key"), actor__isnull=False, deleted_at=None
    )
    notes = list(answered.select_related("actor", "in_reply_to").order_by("-published_at")[:A_FEW])
    keys = [note.in_reply_to.delivery_key for note in notes if note.in_reply_to]
    posts = dict(Delivery.objects.filter(key__in=keys).values_list("key", "post_id"))
    return [(note, posts[str(note.in_reply_to.delivery_key)]) for note in notes if note.in_reply_to]
