"""Change what is written beside an item of the media library."""

from django.db import transaction
from django.utils.translation import gettext as _

from manyvoices.core import audit
from manyvoices.core.refusals import Conflict
from manyvoices.media.actions.set_rights import UseRights, set_rights
from manyvoices.people.models import Person
from manyvoices.people.queries import rights
from manyvoices.publishing.library import Described, checked, may_change_item
from manyvoices.publishing.models import MediaItem


def change_item(*, actor: Person, item: MediaItem, described: Described, use_rights: UseRights) -> MediaItem:
    """The item with new words and rights; posts keep the description they took. Raises Refused, Invalid, Conflict."""
    may_change_item(actor, rights(actor), item)
    words = checked(described)
    with transaction.atomic():
        set_rights(actor=actor, file=item.file, rights=use_rights)
        here = MediaItem.objects.filter(pk=item.pk, retired_at=None)
        if not here.update(title=words.title, alt=words.alt, tags=list(words.tags)):
            raise Conflict(_("This was taken out of the library meanwhile."))
        audit.record(actor=actor, verb="change_item", target=item)
    item.refresh_from_db()
    return item
