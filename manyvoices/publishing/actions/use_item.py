"""Put an item of the media library into a draft."""

from django.utils.translation import gettext as _

from manyvoices.core import clock
from manyvoices.core.refusals import Invalid, NotThere
from manyvoices.people.models import Person
from manyvoices.people.queries import rights
from manyvoices.publishing.actions.attach_picture import attach_picture
from manyvoices.publishing.attached import day_of, is_over
from manyvoices.publishing.library import units_offered_to
from manyvoices.publishing.models import Attachment, MediaItem, Post


def use_item(*, actor: Person, post: Post, item: MediaItem) -> Attachment:
    """The attachment with the item's description; used twice in a draft, it stands there once.

    Raises NotThere for an item of other units or one taken out, Invalid when its rights are over, and what
    `attach_picture` raises.
    """
    if item.retired_at is not None or item.unit_id not in units_offered_to(actor, rights(actor)):
        raise NotThere(_("There is no such picture in the library, or it is not offered to you."))
    if is_over(item.file, day_of(clock.now(), post.time_zone)):
        raise Invalid(
            pictures=_("The rights to this picture are over. Choose another one, or have them renewed.")
        )
    standing = Attachment.objects.filter(post=post, post__prepared_by=actor, file=item.file_id).first()
    return standing or attach_picture(actor=actor, post=post, file=item.file, alt=item.alt)
