"""The posts somebody may see behind the sign-in."""

from django.db.models import F, Prefetch, Q, QuerySet

from manyvoices.core.refusals import NotThere
from manyvoices.people.models import Person
from manyvoices.people.queries import rights
from manyvoices.publishing.models import Attachment, Audience, Delivery, Origin, Post, State, Variant
from manyvoices.publishing.permissions import MAY_WITHDRAW
from manyvoices.voices.permissions import open_speaking_rows

WAITING = [State.QUEUED, State.SENDING, State.UNKNOWN, State.PAUSED, State.FAILED, State.LATE, State.HANDED]

# What somebody outside is told alone is read here by who wrote it; colleagues read it in its conversation, if they may.
FOR_FEW = Q(in_reply_to__audience__in=[Audience.FOLLOWERS, Audience.DIRECT])


def posts_of(person: Person) -> "QuerySet[Post]":
    """Own drafts, and all released posts of the voices the person speaks as; with what a list shows, in 5 queries.

    A voice that rests keeps its posts in view: its person may still want to take one back.
    """
    mine = Q(prepared_by=person, released_at=None) | Q(released_at__isnull=False) & spoken_by(person)
    return _shown(Post.objects.filter(mine, discarded_at=None))


def post_of(person: Person, pk: int) -> Post:
    """One of `posts_of`. Raises NotThere for everything else, so that nobody learns what exists."""
    return _one(posts_of(person), pk)


def post_in_view(person: Person, pk: int) -> Post:
    """One of `posts_of`, or a released post of a shared voice in a unit where the person may withdraw. Raises NotThere."""
    units = rights(person).units_with(frozenset(role.value for role in MAY_WITHDRAW))
    led = Q(released_at__isnull=False, voice__person=None, voice__unit_id__in=units) & ~FOR_FEW
    mine = Q(prepared_by=person, released_at=None) | Q(released_at__isnull=False) & spoken_by(person)
    return _one(_shown(Post.objects.filter(mine | led, discarded_at=None)), pk)


def draft_of(person: Person, pk: int) -> Post:
    """An own draft. Raises NotThere for everything else."""
    return _one(drafts(person), pk)


def drafts(person: Person) -> "QuerySet[Post]":
    """Own drafts, last saved first."""
    own = posts_of(person).filter(prepared_by=person, released_at=None, removed_at=None)
    return own.order_by("-saved_at")


def empty_draft(person: Person) -> Post | None:
    """The newest own draft in which nothing was written yet, so that opening the composer piles up no empty ones."""
    written = Variant.objects.exclude(text="").values("post")
    pictured = Attachment.objects.values("post")
    return drafts(person).exclude(pk__in=written).exclude(pk__in=pictured).first()


def planned(person: Person) -> "QuerySet[Post]":
    """Released posts with something still to leave or to decide, next first. Answers stand in their conversations."""
    with_work = Delivery.objects.filter(state__in=WAITING).values("post")
    return (
        posts_of(person)
        .filter(pk__in=with_work)
        .exclude(origin=Origin.ANSWER)
        .order_by(F("scheduled_at").asc(nulls_first=True), "released_at")
    )


def published(person: Person) -> "QuerySet[Post]":
    """Posts that stand on some network, newest first. Answers stand in their conversations."""
    there = posts_of(person).filter(published_at__isnull=False, removed_at=None)
    return there.exclude(origin=Origin.ANSWER).order_by("-published_at")


def held_by_pauses(person: Person) -> "QuerySet[Delivery]":
    """Deliveries that a pause held back, for the review after it is lifted."""
    mine = Post.objects.filter(spoken_by(person)).values("pk")
    return (
        Delivery.objects.filter(state=State.PAUSED, post__in=mine)
        .select_related("post", "post__voice", "channel", "variant")
        .order_by("id")
    )


def delivery_of(person: Person, pk: int) -> Delivery:
    """One delivery of the posts of voices the person speaks as. Raises NotThere."""
    rows = Delivery.objects.filter(post__in=Post.objects.filter(spoken_by(person)).values("pk"))
    found = rows.select_related("post", "post__voice", "channel").filter(pk=pk).first()
    if found is None:
        raise NotThere("There is no such delivery, or it is not yours to see.")
    return found


def nothing_released() -> bool:
    """Whether no post was ever released in this installation."""
    return not Post.objects.filter(released_at__isnull=False).exists()


def is_first_post(post: Post) -> bool:
    """Whether nothing was released before `post` in this installation."""
    return not Post.objects.filter(released_at__lt=post.released_at).exclude(pk=post.pk).exists()


def spoken_by(person: Person) -> Q:
    """Posts of the voices this person speaks as, resting or not; of answers for few, their own."""
    shared = open_speaking_rows().filter(person=person).values("voice")
    spoken = Q(voice__person=person) | Q(voice__person=None, voice__in=shared)
    return spoken & (Q(prepared_by=person) | ~FOR_FEW)


def _shown(posts: "QuerySet[Post]") -> "QuerySet[Post]":
    deliveries = Delivery.objects.select_related("channel").order_by("id")
    return posts.select_related(
        "voice", "voice__picture", "voice__brand", "prepared_by", "released_by", "removed_by"
    ).prefetch_related(
        Prefetch("variants", Variant.objects.select_related("made_by", "channel").order_by("-version")),
        Prefetch("attachments", Attachment.objects.select_related("file")),
        Prefetch("deliveries", deliveries),
        "channels",
    )


def _one(posts: "QuerySet[Post]", pk: int) -> Post:
    found = posts.filter(pk=pk).first()
    if found is None:
        raise NotThere("There is no such post, or it is not yours to see.")
    return found
