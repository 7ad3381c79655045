"""A link of a profile is ticked when its page links back with rel="me", and for no other reason."""

import asyncio
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest

from manyvoices.core import clock
from manyvoices.core.http import HttpError, NotSent, Refused, Response, TooLarge
from manyvoices.core.work.drain import drain
from manyvoices.federation.tests.neighbours import tools
from manyvoices.voices.links_back import links_back
from manyvoices.voices.models import ProfileField
from manyvoices.voices.work.links import KIND
from tests.cast import Cast

SITE = "https://bo.example/about"
HTML = {"Content-Type": "text/html; charset=utf-8"}


class Web:
    """The one door out: answers with `said` whoever asks, and remembers how it was asked."""

    def __init__(self, said: Response | HttpError) -> None:
        self.said, self.asked = said, dict[str, Any]()

    async def request(self, method: str, url: str, **asked: Any) -> Response:
        self.asked = {"method": method, "url": url, **asked}
        if isinstance(self.said, HttpError):
            raise self.said
        return self.said


def page(html: str, *, status: int = 200, headers: Mapping[str, str] = HTML, url: str = SITE) -> Response:
    return Response(status, headers, html.encode(), url)


def link(cast: Cast, rel: str = "me") -> str:
    return f'<p>I am <a rel="{rel}" href="https://voices.example/@{cast.bo_voice.handle}">here</a></p>'


@pytest.fixture
def line(cast: Cast) -> ProfileField:
    return ProfileField.objects.create(
        voice=cast.bo_voice, position=1, name="Website", value=SITE, due_at=clock.now()
    )


def looked(line: ProfileField, said: Response | HttpError) -> tuple[bool, str]:
    """Whether the line is ticked after a look, and the reason that stands on it."""
    ProfileField.objects.filter(pk=line.pk).update(due_at=clock.now())
    asyncio.run(drain(KIND, tools(Web(said))))
    line.refresh_from_db()
    assert line.due_at is not None
    assert line.due_at > clock.now() + timedelta(hours=23)
    return line.verified_at is not None, line.last_error


def test_a_page_that_links_back_is_asked_politely_and_again_in_a_week(cast: Cast, line: ProfileField) -> None:
    web = Web(page(link(cast)))
    asyncio.run(drain(KIND, tools(web)))
    line.refresh_from_db()
    assert line.verified_at is not None
    assert line.due_at is not None
    assert line.due_at > clock.now() + timedelta(days=6)
    assert (web.asked["url"], web.asked["redirects"], web.asked["max_bytes"]) == (SITE, 3, 1_000_000)


def test_a_page_reached_by_a_redirect_counts(cast: Cast, line: ProfileField) -> None:
    assert looked(line, page(link(cast), url="https://www.bo.example/")) == (True, "")


def test_a_link_to_the_id_counts_as_well(cast: Cast, line: ProfileField) -> None:
    html = f'<link rel="me" href="https://voices.example/actors/{cast.bo_voice.pk}">'
    assert looked(line, page(html)) == (True, "")


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        (page("<p>Nothing here</p>"), "no-link"),
        (page('<a rel="me" href="https://voices.example/@ada">somebody else</a>'), "no-link"),
        (page('<a href="https://voices.example/@bo">without the word</a>'), "no-rel"),
        (page('<!-- <a rel="me" href="https://voices.example/@bo">x</a> -->'), "no-link"),
        (page("gone", status=404), "no-page"),
        (
            page('<a rel="me" href="https://voices.example/@bo">', headers={"Content-Type": "text/plain"}),
            "no-html",
        ),
        (TooLarge("more than 1000000 bytes"), "too-large"),
        (Refused("a private address"), "not-asked"),
    ],
)
def test_what_does_not_link_back_takes_the_tick_with_the_reason(
    cast: Cast, line: ProfileField, said: Response | HttpError, reason: str
) -> None:
    assert looked(line, page(link(cast))) == (True, "")
    assert looked(line, said) == (False, reason)


@pytest.mark.parametrize("said", [NotSent("no connection"), page("", status=503), page("", status=429)])
def test_a_server_that_is_away_keeps_its_tick_for_a_fortnight(
    cast: Cast, line: ProfileField, said: Response | HttpError
) -> None:
    looked(line, page(link(cast)))
    assert looked(line, said) == (True, "no-answer")
    ProfileField.objects.update(checked_at=clock.now() - timedelta(days=15))
    assert looked(line, said) == (False, "no-answer")


def test_plain_http_and_closed_voices_are_not_asked(cast: Cast, line: ProfileField) -> None:
    cast.bo_voice.closed_at = clock.now()
    cast.bo_voice.save(update_fields=["closed_at"])
    web = Web(page(link(cast)))
    asyncio.run(drain(KIND, tools(web)))
    assert web.asked == {}
    line.refresh_from_db()
    assert line.due_at is None


def test_a_hostile_page_costs_no_time() -> None:
    for html in ("<a " * 300_000, "<!--" * 250_000, "<a href='" + "x" * 900_000, "<" * 900_000):
        begun = clock.elapsed()
        assert links_back(html, page=SITE, to=["https://voices.example/@bo"]) == (False, False)
        assert clock.elapsed() - begun < 2
