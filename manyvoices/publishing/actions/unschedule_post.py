"""Make a planned post a draft again."""

from django.db import transaction
from django.utils.translation import gettext as _

from manyvoices.core import audit, clock
from manyvoices.core.refusals import Conflict
from manyvoices.people.models import Person
from manyvoices.publishing.models import Delivery, Post, State
from manyvoices.publishing.permissions import may_change
from manyvoices.publishing.taking_back import cancel_waiting, discarded_when_taken_back


def unschedule_post(*, actor: Person, post: Post) -> Post:
    """A draft again, when nothing of it has left; an answer is thrown away.

    Raises Refused, or Conflict when something is on its way.
    """
    may_change(actor, post)
    with transaction.atomic():
        rows = Delivery.objects.filter(post=post)
        cancel_waiting(post, actor)
        if rows.exclude(state=State.CANCELLED).exists():
            raise Conflict(_("It is too late: this post is leaving or has left. You can edit or delete it."))
        back = Post.objects.filter(pk=post.pk, released_at__isnull=False, removed_at=None)
        if not back.update(
            released_at=None,
            released_by=None,
            scheduled_at=None,
            undo_until=None,
            saved_at=clock.now(),
            discarded_at=discarded_when_taken_back(post),
        ):
            raise Conflict(_("This post is a draft already, or was taken back."))
        audit.record(actor=actor, verb="unschedule_post", target=post)
    post.refresh_from_db()
    return post
