"""How a released post is taken back: what waits is cancelled, what has left gets a removal."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from manyvoices.core import audit, clock
from manyvoices.core.refusals import Conflict
from manyvoices.people.models import Person
from manyvoices.publishing.follow_ups import follow_up
from manyvoices.publishing.freeing import free_slots
from manyvoices.publishing.history import change_all
from manyvoices.publishing.models import Happened, Origin, Post, State, Verb
from manyvoices.publishing.status import STILL_HERE


def cancel_waiting(post: Post, by: Person | None = None) -> int:
    """Cancels the deliveries of `post` that no worker holds and that have not left; returns how many.

    A slot of the queue that it took is free for others again.
    """
    free_slots(post)
    waiting = post.deliveries.filter(taken_by=None, state__in=STILL_HERE)
    return len(change_all(waiting, Happened.CANCELLED, by=by, state=State.CANCELLED, due_at=None))


def discarded_when_taken_back(post: Post) -> datetime | None:
    """An answer does not become a draft again: its words wait in the conversation, where one sees what came since."""
    return clock.now() if post.origin == Origin.ANSWER else None


def take_back(actor: Person, post: Post, *, verb: str, reason: str = "") -> Post:
    """The removed post. Raises Conflict when it is not published or was taken back before."""
    with transaction.atomic():
        taken = Post.objects.filter(pk=post.pk, released_at__isnull=False, removed_at=None).update(
            removed_at=clock.now(), removed_by=actor, remove_reason=reason
        )
        if not taken:
            raise Conflict(_("This post is not published, or was taken back already."))
        # First what still waits, so that a delivery is either cancelled here or certainly gets its removal below.
        cancel_waiting(post, actor)
        left = post.deliveries.filter(verb=Verb.PUBLISH, dropped_at=None).exclude(state=State.CANCELLED)
        for delivery in left.select_related("variant"):
            follow_up(delivery, Verb.REMOVE, delivery.variant, actor)
        audit.record(actor=actor, verb=verb, target=post, because=reason)
    post.refresh_from_db()
    return post
