"""Take back a press on "Publish now" before anything left."""

from django.db import transaction
from django.utils.translation import gettext as _

from manyvoices.core import audit, clock
from manyvoices.core.refusals import Conflict
from manyvoices.people.models import Person
from manyvoices.publishing.models import Delivery, Post, State
from manyvoices.publishing.permissions import may_change
from manyvoices.publishing.taking_back import cancel_waiting, discarded_when_taken_back


def undo_release(*, actor: Person, post: Post) -> Post:
    """A draft again, of which nothing left; an answer is thrown away.

    Raises Refused, or Conflict when a worker was faster: then it can be deleted.
    """
    may_change(actor, post)
    with transaction.atomic():
        back = Post.objects.filter(
            pk=post.pk, released_at__isnull=False, undo_until__isnull=False, removed_at=None
        )
        if not back.update(
            released_at=None,
            released_by=None,
            scheduled_at=None,
            undo_until=None,
            saved_at=clock.now(),
            discarded_at=discarded_when_taken_back(post),
        ):
            raise Conflict(_("There is nothing to undo: it is a draft already, or was planned for later."))
        cancel_waiting(post, actor)
        # A row that a worker holds stays: it has left, or leaves now, and the draft must not come back beside it.
        if Delivery.objects.filter(post=post).exclude(state=State.CANCELLED).exists():
            raise Conflict(_("It has left already. You can delete it instead."))
        audit.record(actor=actor, verb="undo_release", target=post)
    post.refresh_from_db()
    return post
