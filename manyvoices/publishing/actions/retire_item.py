"""Take an item out of the media library."""

from manyvoices.core import audit, clock
from manyvoices.people.models import Person
from manyvoices.people.queries import rights
from manyvoices.publishing.library import may_change_item
from manyvoices.publishing.models import MediaItem


def retire_item(*, actor: Person, item: MediaItem) -> MediaItem:
    """The item, offered to nobody any more; posts that show it keep it. Done twice, nothing more happens. Raises Refused."""
    may_change_item(actor, rights(actor), item)
    if MediaItem.objects.filter(pk=item.pk, retired_at=None).update(retired_at=clock.now()):
        audit.record(actor=actor, verb="retire_item", target=item)
    item.refresh_from_db()
    return item
