"""Take a picture off a draft."""

from django.utils.translation import gettext as _

from manyvoices.core.refusals import Conflict
from manyvoices.people.models import Person
from manyvoices.publishing.models import Attachment
from manyvoices.publishing.permissions import may_change


def detach_picture(*, actor: Person, attachment: Attachment) -> None:
    """Returns when the picture is off the draft. Raises Refused, or Conflict when the post was released."""
    may_change(actor, attachment.post)
    if not attachment.post.is_draft:
        raise Conflict(_("This post was released; its pictures cannot be changed any more."))
    attachment.delete()
