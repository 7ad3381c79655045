"""What somebody wrote here goes: their own voices' posts everywhere, their drafts wherever they were for."""

from django.db import transaction
from django.db.models import Q, QuerySet

from manyvoices.core import clock
from manyvoices.people.models import Person
from manyvoices.publishing.follow_ups import follow_up
from manyvoices.publishing.models import (
    Approval,
    Attachment,
    CalendarLink,
    Delivery,
    DeliveryEvent,
    Examination,
    MediaItem,
    PlanLine,
    Post,
    Revision,
    State,
    Variant,
    Verb,
)
from manyvoices.publishing.taking_back import cancel_waiting

ERASED = "its author was erased"


@transaction.atomic
def erase_words(*, person: Person) -> set[int]:
    """Takes back what the person's own voices published, and empties it; returns the ids of files nobody may need now.

    What they wrote for a shared voice and was published stays: it is the organisation's, and its author has no name any
    more. Removals on networks leave by themselves; doing it again after that forgets what the networks called the posts.
    """
    own = Post.objects.filter(voice__person=person)
    for post in own.filter(released_at__isnull=False, removed_at=None):
        _take_back(post)
    drafts = Post.objects.filter(prepared_by=person, released_at=None)
    written = Post.objects.filter(Q(pk__in=own.values("pk")) | Q(pk__in=drafts.values("pk")))
    files = {pk for row in written.values_list("attachments__file", "cover") for pk in row if pk is not None}
    _empty(written)
    Post.objects.filter(pk__in=drafts.values("pk")).update(discarded_at=clock.now())
    _forget_around(person)
    _forget_networks(person)
    kept = MediaItem.objects.filter(file__in=files).values_list("file", flat=True)
    return files - set(kept) - set(Attachment.objects.filter(file__in=files).values_list("file", flat=True))


def _take_back(post: Post) -> None:
    Post.objects.filter(pk=post.pk).update(removed_at=clock.now(), remove_reason=ERASED)
    cancel_waiting(post)
    left = post.deliveries.filter(verb=Verb.PUBLISH).exclude(state=State.CANCELLED)
    for delivery in left.select_related("variant"):
        follow_up(delivery, Verb.REMOVE, delivery.variant)


def _empty(posts: "QuerySet[Post]") -> None:
    which = list(posts.values_list("pk", flat=True))
    posts = Post.objects.filter(pk__in=which)
    Attachment.objects.filter(post__in=which).delete()
    Variant.objects.filter(post__in=which).update(text="", content_warning="")
    Revision.objects.filter(post__in=which).update(content={})
    Approval.objects.filter(post__in=which).update(word="", advice="")
    Delivery.objects.filter(post__in=which).update(text="", prepared={}, last_error="")
    DeliveryEvent.objects.filter(delivery__post__in=which).update(because="")
    posts.update(title="", cover=None, cover_alt="", disclosed_as="")


def _forget_around(person: Person) -> None:
    CalendarLink.objects.filter(person=person).delete()
    PlanLine.objects.filter(plan__made_by=person).update(values={}, problem="", warning="")
    Examination.objects.filter(channel__voice__person=person).update(exchanges=[], said="")
    Post.objects.filter(prepared_by=person).exclude(disclosed_as="").update(disclosed_as="")


def _forget_networks(person: Person) -> None:
    """What names a post elsewhere is needed until it is gone there."""
    own = Delivery.objects.filter(post__voice__person=person)
    own.update(url="")
    own.exclude(post__in=_removals(person).values("post")).update(remote_id="")


def _removals(person: Person) -> "QuerySet[Delivery]":
    finished = [State.SENT, State.CANCELLED, State.FAILED]
    return Delivery.objects.filter(post__voice__person=person, verb=Verb.REMOVE).exclude(state__in=finished)
