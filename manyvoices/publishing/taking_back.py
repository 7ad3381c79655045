"""How a released post is taken back: what waits is cancelled, what has left gets a removal."""

from django.db import transaction
from django.utils.translation import gettext as _

from manyvoices.core import audit, clock
from manyvoices.core.refusals import Conflict
from manyvoices.people.models import Person
from manyvoices.publishing.follow_ups import follow_up
from manyvoices.publishing.models import Post, State, Verb


def cancel_waiting(post: Post) -> int:
    """Cancels the deliveries of `post` that no worker holds and that have not left; returns how many."""
    waiting = [State.QUEUED, State.PAUSED, State.FAILED]
    return post.deliveries.filter(taken_by=None, state__in=waiting).update(state=State.CANCELLED, due_at=None)


def take_back(actor: Person, post: Post, *, verb: str, reason: str = "") -> Post:
    """The removed post. Raises Conflict when it is not published or was taken back before."""
    with transaction.atomic():
        taken = Post.objects.filter(pk=post.pk, released_at__isnull=False, removed_at=None).update(
            removed_at=clock.now(), removed_by=actor, remove_reason=reason
        )
        if not taken:
            raise Conflict(_("This post is not published, or was taken back already."))
        # First what still waits, so that a delivery is either cancelled here or certainly gets its removal below.
        cancel_waiting(post)
        left = post.deliveries.filter(verb=Verb.PUBLISH).exclude(state=State.CANCELLED)
        for delivery in left.select_related("variant"):
            follow_up(delivery, Verb.REMOVE, delivery.variant)
        audit.record(actor=actor, verb=verb, target=post, because=reason)
    post.refresh_from_db()
    return post
