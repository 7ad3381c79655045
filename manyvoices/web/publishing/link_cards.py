"""The page behind the first link of a text, as the preview shows it."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from manyvoices.core.markup.addresses import host_for_reading, host_of
from manyvoices.publishing.links import first_link
from manyvoices.publishing.models import LinkCard

FAILURES: dict[str, Promise] = {
    "no-answer": _("The page did not answer. The link works all the same if the page is there later."),
    "not-public": _("The address leads to no public place, so nobody outside can open it. Look at it again."),
    "too-large": _("The page is too large to look into. The link works all the same."),
    "no-page": _("There is no page to look into behind this link. Try it yourself before you publish."),
    "no-title": _("The page says nothing about itself. Networks will show the bare link."),
}


@dataclass(frozen=True)
class Card:
    """What the template shows; `waits` while the worker has not looked yet, `failure` says why there is nothing."""

    host: str
    title: str = ""
    description: str = ""
    picture_url: str = ""
    failure: Promise | str = ""
    waits: bool = False


def card_of(text: str) -> Card | None:
    """The card of the first link; None without a link, or before anybody saved it. One query. It asks no network."""
    url = first_link(text)
    row = LinkCard.objects.select_related("picture").filter(url=url).first() if url else None
    if row is None:
        return None
    host = host_for_reading(host_of(url))
    if row.fetched_at is None:
        return Card(host, waits=row.due_at is not None)
    return Card(
        host,
        title=row.title,
        description=row.description,
        picture_url=row.picture.url if row.picture else "",
        failure=FAILURES.get(row.failure, ""),
    )
