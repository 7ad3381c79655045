"""Throw an own draft away."""

from django.utils.translation import gettext as _

from manyvoices.core import clock
from manyvoices.core.refusals import Conflict
from manyvoices.people.models import Person
from manyvoices.publishing.models import Post
from manyvoices.publishing.permissions import may_change


def discard_draft(*, actor: Person, post: Post) -> None:
    """Returns when the draft is gone from every list. Raises Refused, or Conflict when it was released meanwhile."""
    may_change(actor, post)
    if not Post.objects.filter(pk=post.pk, released_at=None, discarded_at=None).update(
        discarded_at=clock.now()
    ):
        raise Conflict(_("This draft was released or thrown away already."))
