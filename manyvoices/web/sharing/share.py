"""Share by hand: the finished text to copy, pictures to take along, the network one tap away, and the word that it is done."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from manyvoices.core.refusals import Conflict, Invalid
from manyvoices.networks import registry
from manyvoices.networks.assisted.places import Place
from manyvoices.people.models import Person
from manyvoices.publishing.actions.say_shared import say_shared
from manyvoices.publishing.models import Delivery, State, Verb
from manyvoices.publishing.queries.shares import share_in_view
from manyvoices.publishing.sharing import is_paused, words_to_share
from manyvoices.web.publishing.lines import title
from manyvoices.web.working_page import working_page


@dataclass(frozen=True)
class Part:
    """One part of a thread in the list beside the words. `name` is its state as a badge reads it."""

    delivery: Delivery
    is_this: bool


@working_page("GET", "POST")
def share(request: HttpRequest, me: Person, delivery_id: int) -> HttpResponse:
    """One part to share; while a pause stands its text is not shown. 404 for what is not theirs to post."""
    delivery, thread = share_in_view(me, delivery_id)
    if request.method == "GET":
        return _page(request, delivery, thread)
    posted = "posted" in request.POST
    try:
        say_shared(
            actor=me,
            delivery=delivery,
            posted=posted,
            url=request.POST.get("url", ""),
            word=request.POST.get("word", ""),
        )
    except Invalid as invalid:
        return _page(request, delivery, thread, status=422, problem=str(invalid))
    except Conflict as conflict:
        messages.info(request, str(conflict))
        return redirect("post-detail", delivery.post_id)
    following = next((row for row in thread if row.part > delivery.part and row.state == State.HANDED), None)
    if posted and following is not None and delivery.verb == Verb.PUBLISH:
        messages.success(request, _("Noted. Here is the next part."))
        return redirect("share", following.pk)
    messages.success(
        request, _("Thank you: it counts as done.") if posted else _("Noted: it is not shared there.")
    )
    return redirect("post-detail", delivery.post_id)


def _page(
    request: HttpRequest,
    delivery: Delivery,
    thread: Sequence[Delivery],
    *,
    status: int = 200,
    problem: str = "",
) -> HttpResponse:
    place = registry.by_hand(delivery.network)
    stands = delivery.state in {State.HANDED, State.PAUSED}
    paused = delivery.verb == Verb.PUBLISH and stands and is_paused(delivery)
    shows = delivery.state == State.HANDED and not paused and delivery.verb != Verb.REMOVE
    words = words_to_share(delivery) if shows else ""
    context = {
        "section": "queue",
        "one": delivery,
        "post": delivery.post,
        "title": title(delivery.post),
        "place": place,
        "paused": paused,
        "stands": stands,
        "shows": shows,
        "words": words,
        "composer": _composer(place, delivery, words),
        "pictures": list(delivery.post.attachments.all()) if shows and delivery.part == 1 else [],
        "thread": [Part(row, row.pk == delivery.pk) for row in thread] if len(thread) > 1 else [],
        "before": delivery.parent.url if delivery.parent else "",
        "typed": {"url": request.POST.get("url", ""), "word": request.POST.get("word", "")},
        "problem": problem,
    }
    return render(request, "sharing/share.html", context, status=status)


def _composer(place: Place | None, delivery: Delivery, words: str) -> str:
    """Where the network itself writes; an edit or a delete leads to the post there."""
    if place is None:
        return ""
    if delivery.verb == Verb.PUBLISH:
        return place.composer_with(words)
    return delivery.parent.url if delivery.parent and delivery.parent.url else place.composer.split("?")[0]
