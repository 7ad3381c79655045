"""Ask what stands behind the first link of a text; the worker looks."""

from datetime import timedelta

from django.db import IntegrityError, transaction

from manyvoices.core import clock
from manyvoices.publishing.links import first_link
from manyvoices.publishing.models import LinkCard

# Pages change; a link used again later is looked at again.
FRESH_FOR = timedelta(days=7)


def ask_link_card(*, text: str) -> LinkCard | None:
    """The card of the first link, due to be fetched where it is new or old; None without a link. It sends nothing."""
    url = first_link(text)
    if not url:
        return None
    now = clock.now()
    try:
        with transaction.atomic():
            card, _made = LinkCard.objects.get_or_create(url=url, defaults={"asked_at": now, "due_at": now})
    except IntegrityError:  # asked for at the same moment
        return LinkCard.objects.filter(url=url).first()
    LinkCard.objects.filter(pk=card.pk, due_at=None, taken_by=None, asked_at__lt=now - FRESH_FOR).update(
        asked_at=now, due_at=now, done_at=None, dead_at=None, attempts=0
    )
    return card
