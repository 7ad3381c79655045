"""Take an own post back, everywhere."""

from manyvoices.people.models import Person
from manyvoices.publishing.models import Post
from manyvoices.publishing.permissions import may_take_back
from manyvoices.publishing.taking_back import take_back


def remove_post(*, actor: Person, post: Post) -> Post:
    """The removed post: what waits never leaves, what has left is deleted everywhere. Raises Refused, Conflict."""
    may_take_back(actor, post)
    return take_back(actor, post, verb="remove_post")
