"""Add a picture to a post that is still a draft."""

from django.db import transaction
from django.utils.translation import gettext as _

from manyvoices.core import clock
from manyvoices.core.refusals import Conflict, Invalid
from manyvoices.media.models import File
from manyvoices.people.models import Person
from manyvoices.publishing.models import Attachment, Post
from manyvoices.publishing.permissions import may_change

MOST = 8


def attach_picture(*, actor: Person, post: Post, file: File, alt: str = "") -> Attachment:
    """The attachment at the end of the row. Raises Refused, Invalid (too many), Conflict (released meanwhile)."""
    may_change(actor, post)
    with transaction.atomic():
        if not Post.objects.filter(pk=post.pk, released_at=None, discarded_at=None).update(
            saved_at=clock.now()
        ):
            raise Conflict(_("This post was released meanwhile; its pictures cannot be changed any more."))
        position = post.attachments.count()
        if position >= MOST:
            raise Invalid(pictures=_("A post takes at most %(most)s pictures.") % {"most": MOST})
        return Attachment.objects.create(post=post, file=file, alt=alt[:1500], position=position)
