"""The page behind a link is looked at once: one request for the page, one for its picture, both small and short."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from email.message import Message
from typing import Any

from manyvoices.core import clock
from manyvoices.core.http import Client, HttpError, Refused, TooLarge
from manyvoices.core.work import Again, Answer, Done, Kind, Tools
from manyvoices.media.actions.keep_picture import keep_picture
from manyvoices.media.models import File, Source
from manyvoices.media.pictures import BadPicture, prepare
from manyvoices.publishing.models import LinkCard
from manyvoices.publishing.page_facts import Facts, page_facts

_DEADLINE = 8.0
_PAGE_BYTES = 600_000
_PICTURE_BYTES = 1_000_000
_REDIRECTS = 3
_LATER = timedelta(minutes=1)
_TRIES = 3
_PAGES = ("text/html", "application/xhtml+xml")

# What the author reads; translated where it is shown (web/publishing/link_cards.py).
NO_ANSWER = "no-answer"
NOT_PUBLIC = "not-public"
TOO_LARGE = "too-large"
NO_PAGE = "no-page"
NO_TITLE = "no-title"


@dataclass(frozen=True)
class _Seen:
    facts: Facts
    failure: str = ""


class LinkCards(Kind[LinkCard]):
    """Looks, and writes down what it saw or why it saw nothing. What may be a passing fault is tried three times."""

    model = LinkCard
    limit = 10
    lease = timedelta(minutes=2)

    async def handle(self, rows: Sequence[LinkCard], tools: Tools) -> Mapping[Any, Answer]:
        """One answer a card; looked at twice, a card says the same."""
        answers = await asyncio.gather(*(_look(row, tools) for row in rows))
        return dict(zip([row.pk for row in rows], answers, strict=True))


async def _look(row: LinkCard, tools: Tools) -> Answer:
    seen = await _page(row.url, tools.http)
    if seen.failure == NO_ANSWER and row.attempts + 1 < _TRIES:
        return Again(_LATER, seen.failure)
    picture = await _picture(seen.facts.picture, tools.http) if seen.facts.picture else None
    await tools.db(_write, row, seen, picture)
    return Done()


async def _page(url: str, http: Client) -> _Seen:
    wanted = {"Accept": ", ".join(_PAGES)}
    try:
        answer = await http.request(
            "GET", url, headers=wanted, deadline=_DEADLINE, max_bytes=_PAGE_BYTES, redirects=_REDIRECTS
        )
    except HttpError as error:
        return _Seen(Facts(), _why(error))
    if answer.status >= 500 or answer.status in (408, 425, 429):
        return _Seen(Facts(), NO_ANSWER)
    kind = answer.headers.get("Content-Type", "")
    if answer.status != 200 or _type_of(kind) not in _PAGES:
        return _Seen(Facts(), NO_PAGE)
    facts = page_facts(answer.body, content_type=kind, address=answer.url)
    return _Seen(facts, "" if facts.title else NO_TITLE)


async def _picture(url: str, http: Client) -> bytes | None:
    """The bytes of the picture; None where it does not come. A card without one is still a card."""
    try:
        answer = await http.request(
            "GET", url, deadline=_DEADLINE, max_bytes=_PICTURE_BYTES, redirects=_REDIRECTS
        )
    except HttpError:
        return None
    return answer.body if answer.status == 200 else None


def _write(row: LinkCard, seen: _Seen, picture: bytes | None) -> None:
    facts, file = seen.facts, _kept(picture) if picture else None
    LinkCard.objects.filter(pk=row.pk).update(
        title=facts.title,
        description=facts.description,
        site=facts.site,
        picture=file,
        fetched_at=clock.now(),
        failure=seen.failure,
    )


def _kept(picture: bytes) -> File | None:
    """Drawn again by us like every upload: nothing of the stranger's file is kept but its pixels."""
    try:
        return keep_picture(actor=None, picture=prepare(picture), source=Source.OTHER)
    except BadPicture:
        return None


def _why(error: HttpError) -> str:
    if isinstance(error, Refused):
        return NOT_PUBLIC
    return TOO_LARGE if isinstance(error, TooLarge) else NO_ANSWER


def _type_of(content_type: str) -> str:
    header = Message()
    header["Content-Type"] = content_type
    return header.get_content_type()


KIND = LinkCards()
