"""The landing after the sign-in: what needs me now, within my minutes; then what is next and what came back."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from manyvoices.conversations.permissions import IN_INBOX
from manyvoices.conversations.queries.causes import owned_by
from manyvoices.conversations.queries.figures import figures_for, waiting_in
from manyvoices.conversations.queries.needs import reported_by, talks_to_me, waiting_for_me
from manyvoices.core import clock
from manyvoices.federation.models import Note
from manyvoices.people.models import Person
from manyvoices.people.queries import rights
from manyvoices.people.queries.on_call import minutes_left
from manyvoices.publishing.models import Delivery, Verb
from manyvoices.publishing.queries import drafts, planned, posts_of
from manyvoices.publishing.queries.approvals import waiting_for
from manyvoices.voices.queries import own_voice
from manyvoices.web.becoming.steps import steps_for_today
from manyvoices.web.publishing.lines import line, title
from manyvoices.web.publishing.queue import grouped
from manyvoices.web.settings.checklist import first_steps
from manyvoices.web.working_page import working_page, zone_of

A_FEW, MOST_NOW = 3, 5
MOST_WAITING = 50


@working_page("GET")
def today(request: HttpRequest, person: Person) -> HttpResponse:
    """A few of everything, with the way to the rest; the number of queries does not grow with what there is."""
    now = clock.now()
    groups = grouped((line(post) for post in planned(person)[:MOST_WAITING]), now)
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
        **_now(person, now),
    }
    return render(request, "today/today.html", context)


def _now(me: Person, now: datetime) -> dict[str, Any]:
    """What waits for this person, and what is left of their own minutes: nobody else is ever shown those."""
    held = rights(me)
    waiting, waiting_count = waiting_for_me(me, now, MOST_NOW)
    talks, talks_count = talks_to_me(me, A_FEW)
    approvals = waiting_for(me)
    agreed = me.weekly_minutes if me.minutes_agreed_at else None
    return {
        "waiting": waiting,
        "waiting_more": waiting_count - len(waiting),
        "talks": talks,
        "talks_more": talks_count - len(talks),
        "approvals": [(one, title(one.post)) for one in approvals[:A_FEW]],
        "causes": owned_by(me)[:A_FEW],
        "reported": reported_by(me, A_FEW),
        "agreed": agreed,
        "left": minutes_left([me.pk], now)[me.pk] if agreed is not None else None,
        "figures": figures_for(held, now) if held.units_with(IN_INBOX) else None,
        "waiting_in_all": waiting_in(held) if held.units_with(IN_INBOX) else None,
    }


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
