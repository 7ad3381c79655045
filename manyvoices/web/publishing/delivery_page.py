"""One delivery: what happened, when, what happens next, and what somebody can do."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from manyvoices.people.models import Person
from manyvoices.publishing.permissions import may_change
from manyvoices.publishing.queries.explaining import delivery_in_view, explain
from manyvoices.web.publishing.lines import title
from manyvoices.web.publishing.post_page import allowed
from manyvoices.web.working_page import working_page, zone_of


@working_page("GET")
def delivery_page(request: HttpRequest, person: Person, delivery_id: int) -> HttpResponse:
    """Its story for whoever may see the post; buttons for whoever speaks as its voice. 404 for everybody else."""
    delivery, post = delivery_in_view(person, delivery_id)
    explained = explain(delivery)
    before, _found, after = explained.next.said.partition("%(at)s")
    context = {
        "section": "queue",
        "one": explained,
        "before_moment": before,
        "after_moment": after,
        "post": post,
        "title": title(post),
        "may_act": allowed(may_change, person, post),
        "polls": explained.status.moving,
        "zone": zone_of(person),
    }
    return render(request, "publishing/delivery.html", context)
