"""What a pause holds back of posts that already stand on our own page."""

from django.db.models import Count

from manyvoices.federation.models import Dispatch
from manyvoices.people.models import Person
from manyvoices.publishing.models import Delivery, Post, State, Verb
from manyvoices.publishing.queries.posts import posts_of


def held_letters(person: Person) -> list[tuple[Post, int]]:
    """Posts the person sees whose way to other servers a pause holds back, each with the number of inboxes."""
    held = Dispatch.objects.filter(paused_at__isnull=False, done_at=None, dead_at=None)
    counts = dict(held.values_list("note__delivery_key").annotate(Count("pk")))
    if not counts:
        return []
    keys = Delivery.objects.filter(key__in=counts, verb=Verb.PUBLISH, state=State.SENT)
    posts = dict(keys.values_list("post", "key"))
    return [(post, counts[posts[post.pk]]) for post in posts_of(person).filter(pk__in=posts, removed_at=None)]
