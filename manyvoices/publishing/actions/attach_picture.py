"""Add a picture or a film to a post that is still a draft."""

from django.db import transaction
from django.utils.translation import gettext as _

from manyvoices.core import clock
from manyvoices.core.refusals import Conflict, Invalid
from manyvoices.media.films import is_film
from manyvoices.media.models import File
from manyvoices.people.models import Person
from manyvoices.publishing.models import Attachment, Post
from manyvoices.publishing.permissions import may_change

MOST = 8


def attach_picture(*, actor: Person, post: Post, file: File, alt: str = "") -> Attachment:
    """The attachment at the end of the row. Raises Refused, Invalid (no room), Conflict (released meanwhile)."""
    may_change(actor, post)
    with transaction.atomic():
        if not Post.objects.filter(pk=post.pk, released_at=None, discarded_at=None).update(
            saved_at=clock.now()
        ):
            raise Conflict(_("This post was released meanwhile; its pictures cannot be changed any more."))
        position = check_room(post, is_film=is_film(file))
        return Attachment.objects.create(post=post, file=file, alt=alt[:1500], position=position)


def check_room(post: Post, *, is_film: bool) -> int:
    """The place at the end of the row. Raises Invalid when it is full; a film stands alone, as networks want it."""
    mimes = list(post.attachments.values_list("file__mime", flat=True))
    if len(mimes) >= MOST:
        raise Invalid(pictures=_("A post takes at most %(most)s pictures.") % {"most": MOST})
    if mimes and (is_film or any(mime.startswith("video/") for mime in mimes)):
        raise Invalid(
            pictures=_("A post shows pictures or one film, not both. Take off what it has, then add this.")
        )
    return len(mimes)
