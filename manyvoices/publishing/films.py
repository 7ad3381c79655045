"""Whose a film still is: only one that nobody else uses may get another poster or other subtitles."""

from django.utils.translation import gettext as _

from manyvoices.core.refusals import Conflict, Invalid
from manyvoices.media.films import is_film
from manyvoices.people.models import Person
from manyvoices.publishing.models import Attachment, MediaItem
from manyvoices.publishing.permissions import may_change


def may_change_film(person: Person, attachment: Attachment) -> None:
    """Passes who may change the draft, while its film stands nowhere else. Raises Refused, Invalid, Conflict."""
    may_change(person, attachment.post)
    if not is_film(attachment.file):
        raise Invalid(film=_("This is a picture. Subtitles and a poster belong to films."))
    if not attachment.post.is_draft:
        raise Conflict(_("This post was released; its film cannot be changed any more."))
    elsewhere = Attachment.objects.filter(file=attachment.file_id).exclude(post=attachment.post_id)
    offered = MediaItem.objects.filter(file=attachment.file_id, retired_at=None).exclude(added_by=person)
    if elsewhere.exists() or offered.exists():
        raise Conflict(
            _("Other posts use this film too, so it stays as it is. Upload it again to change it.")
        )
