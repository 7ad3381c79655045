"""What did not leave at its time and waits for a person."""

from django.db.models import QuerySet

from manyvoices.people.models import Person
from manyvoices.publishing.models import Delivery, Post, State, Verb
from manyvoices.publishing.queries.posts import spoken_by


def did_not_leave(person: Person) -> "QuerySet[Delivery]":
    """Overdue and failed publications of the voices the person speaks as, in the order of their time."""
    mine = Post.objects.filter(spoken_by(person), removed_at=None).values("pk")
    rows = Delivery.objects.filter(state__in=[State.LATE, State.FAILED], verb=Verb.PUBLISH, post__in=mine)
    return rows.select_related("post__voice", "channel", "variant").order_by(
        "post__scheduled_at", "post__released_at", "id"
    )
