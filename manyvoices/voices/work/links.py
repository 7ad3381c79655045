"""Links on profiles are looked at: does the page behind them link back? Again every week, for a page changes hands."""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from email.message import Message
from typing import Any

from manyvoices.core import clock
from manyvoices.core.http import HttpError, Refused, Response, TooLarge
from manyvoices.core.work import Again, Answer, Done, Kind, Tools
from manyvoices.voices.actions.record_link_check import record_link_check
from manyvoices.voices.addresses import actor_uri, page_url
from manyvoices.voices.links_back import links_back
from manyvoices.voices.models import ProfileField
from manyvoices.voices.profile import is_link

WEEK = timedelta(days=7)
DAY = timedelta(days=1)
# How long a page may be out of reach before we say no longer that it is theirs.
_PATIENCE = timedelta(days=14)
_DEADLINE = 10.0
_MOST_BYTES = 1_000_000
_REDIRECTS = 3

NO_LINK = "no-link"
NO_REL = "no-rel"
NO_PAGE = "no-page"
NOT_ASKED = "not-asked"
TOO_LARGE = "too-large"
NO_ANSWER = "no-answer"
NO_HTML = "no-html"


class ProfileLinks(Kind[ProfileField]):
    """One polite look at a page each; what stops us from seeing it is tried again tomorrow, and the tick waits."""

    model = ProfileField
    limit = 20
    lease = timedelta(minutes=3)

    async def handle(self, rows: Sequence[ProfileField], tools: Tools) -> Mapping[Any, Answer]:
        """Records what each page says. The reason stands on the row as one of the words above."""
        ours = await tools.db(_ours, [row.pk for row in rows])
        answers = await asyncio.gather(*(_look(row, ours.get(row.pk, ()), tools) for row in rows))
        return dict(zip([row.pk for row in rows], answers, strict=True))


def _ours(keys: Sequence[int]) -> dict[int, tuple[str, ...]]:
    """Where a page must link to, by line; a closed voice vouches for nothing any more."""
    rows = ProfileField.objects.filter(pk__in=keys, voice__closed_at=None).select_related("voice")
    return {row.pk: (page_url(row.voice), actor_uri(row.voice)) for row in rows}


async def _look(row: ProfileField, ours: Sequence[str], tools: Tools) -> Answer:
    if not ours or not is_link(row.value):
        return Done()
    now = clock.now()
    try:
        answer = await tools.http.request(
            "GET",
            row.value,
            headers={"Accept": "text/html,application/xhtml+xml"},
            deadline=_DEADLINE,
            max_bytes=_MOST_BYTES,
            redirects=_REDIRECTS,
        )
    except HttpError as error:
        return await _unseen(row, _why(error), tools, now)
    if answer.status >= 500 or answer.status in (408, 425, 429):
        return await _unseen(row, NO_ANSWER, tools, now)
    problem = _problem(answer, ours)
    await tools.db(record_link_check, line=row, links_back=not problem, now=now)
    return Again(WEEK, problem)


def _problem(answer: Response, ours: Sequence[str]) -> str:
    """Why the page does not vouch for the voice; empty when it does."""
    if answer.status != 200:
        return NO_PAGE
    kind = Message()
    kind["Content-Type"] = answer.headers.get("Content-Type", "")
    if kind.get_content_type() not in ("text/html", "application/xhtml+xml"):
        return NO_HTML
    html = answer.body.decode("utf-8", errors="replace")
    as_me, at_all = links_back(html, page=answer.url, to=ours)
    return "" if as_me else (NO_REL if at_all else NO_LINK)


def _why(error: HttpError) -> str:
    if isinstance(error, Refused):
        return NOT_ASKED
    return TOO_LARGE if isinstance(error, TooLarge) else NO_ANSWER


async def _unseen(row: ProfileField, why: str, tools: Tools, now: datetime) -> Answer:
    """A server that is down says nothing about whose page it is, unless it stays down."""
    seen = row.checked_at
    if why != NO_ANSWER or seen is None or now - seen > _PATIENCE:
        await tools.db(record_link_check, line=row, links_back=False, now=seen or now)
    return Again(DAY if why == NO_ANSWER else WEEK, why)


KIND = ProfileLinks()
