"""Throw an own draft away."""

from django.db import transaction
from django.utils.translation import gettext as _

from manyvoices.core import clock
from manyvoices.core.refusals import Conflict
from manyvoices.people.models import Person
from manyvoices.publishing.models import ApprovalState, Post
from manyvoices.publishing.permissions import may_change
from manyvoices.publishing.voiding import void


def discard_draft(*, actor: Person, post: Post) -> None:
    """Returns when the draft is gone from every list. Raises Refused, or Conflict when it was released meanwhile."""
    may_change(actor, post)
    with transaction.atomic():
        mine = Post.objects.filter(pk=post.pk, released_at=None, discarded_at=None)
        if not mine.update(discarded_at=clock.now()):
            raise Conflict(_("This draft was released or thrown away already."))
        for approval in post.approvals.filter(state=ApprovalState.WAITING):
            void(approval, actor)
