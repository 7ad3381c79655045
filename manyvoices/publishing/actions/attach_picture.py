"""Add a picture or a film to a post that is still a draft."""

from django.db import transaction
from django.utils.translation import gettext as _

from manyvoices.core import clock
from manyvoices.core.refusals import Conflict
from manyvoices.media.films import is_film
from manyvoices.media.models import File
from manyvoices.people.models import Person
from manyvoices.publishing.attached import check_room
from manyvoices.publishing.models import Attachment, Post
from manyvoices.publishing.permissions import may_change


def attach_picture(*, actor: Person, post: Post, file: File, alt: str = "") -> Attachment:
    """The attachment at the end of the row. Raises Refused, Invalid (no room), Conflict (released meanwhile)."""
    may_change(actor, post)
    with transaction.atomic():
        if not Post.objects.filter(pk=post.pk, released_at=None, discarded_at=None).update(
            saved_at=clock.now()
        ):
            raise Conflict(_("This post was released meanwhile; its pictures cannot be changed any more."))
        position = check_room(post, film=is_film(file))
        return Attachment.objects.create(post=post, file=file, alt=alt[:1500], position=position)
