"""The posts somebody may see behind the sign-in."""

from django.db.models import Prefetch, Q, QuerySet

from manyvoices.core.refusals import NotThere
from manyvoices.people.models import Person
from manyvoices.publishing.models import Attachment, Delivery, Post, State, Variant
from manyvoices.voices.queries import speakable_voices


def posts_of(person: Person) -> "QuerySet[Post]":
    """Own drafts, and all released posts of the voices the person may speak as; with what a list shows, in 5 queries."""
    voices = speakable_voices(person).values("pk")
    mine = Q(prepared_by=person, released_at=None) | Q(released_at__isnull=False, voice__in=voices)
    deliveries = Delivery.objects.select_related("channel").order_by("id")
    return (
        Post.objects.filter(mine, discarded_at=None)
        .select_related("voice", "voice__picture", "prepared_by", "released_by")
        .prefetch_related(
            Prefetch("variants", Variant.objects.order_by("-version")),
            Prefetch("attachments", Attachment.objects.select_related("file")),
            Prefetch("deliveries", deliveries),
            "channels",
        )
    )


def post_of(person: Person, pk: int) -> Post:
    """One of `posts_of`. Raises NotThere for everything else, so that nobody learns what exists."""
    found = posts_of(person).filter(pk=pk).first()
    if found is None:
        raise NotThere("There is no such post, or it is not yours to see.")
    return found


def drafts(person: Person) -> "QuerySet[Post]":
    """Own drafts, last saved first."""
    return posts_of(person).filter(prepared_by=person, released_at=None).order_by("-saved_at")


def planned(person: Person) -> "QuerySet[Post]":
    """Released posts with something still to leave or to decide, next first."""
    waiting = [State.QUEUED, State.SENDING, State.UNKNOWN, State.PAUSED, State.FAILED]
    with_work = Delivery.objects.filter(state__in=waiting).values("post")
    return posts_of(person).filter(pk__in=with_work).order_by("scheduled_at", "released_at")


def published(person: Person) -> "QuerySet[Post]":
    """Posts that stand on some network, newest first."""
    return posts_of(person).filter(published_at__isnull=False).order_by("-published_at")


def held_by_pauses(person: Person) -> "QuerySet[Delivery]":
    """Deliveries that a pause held back, for the review after it is lifted."""
    mine = Post.objects.filter(voice__in=speakable_voices(person).values("pk")).values("pk")
    return (
        Delivery.objects.filter(state=State.PAUSED, post__in=mine)
        .select_related("post", "post__voice", "channel", "variant")
        .order_by("id")
    )
