"""The page behind a link: a stranger's words and pictures, taken small, plain and only by the worker."""

import asyncio
import time
from datetime import timedelta
from typing import Any

import pytest
from PIL import Image

from manyvoices.core import clock
from manyvoices.core.http import HttpError, NotSent, Refused, Response, TooLarge
from manyvoices.core.work.drain import drain
from manyvoices.federation.tests.neighbours import tools
from manyvoices.media.models import File
from manyvoices.media.tests.files import picture_file
from manyvoices.publishing.actions.ask_link_card import ask_link_card
from manyvoices.publishing.models import LinkCard
from manyvoices.publishing.page_facts import page_facts
from manyvoices.publishing.work.link_cards import KIND

URL = "https://x.example/a"
HTML = {"Content-Type": "text/html; charset=utf-8"}
PAGE = """<!doctype html><title>Plain &amp; simple</title>
<meta property="og:title" content="Snow &lt;script&gt;alert(1)&lt;/script&gt; \u202eon the plateau">
<meta content='It falls' name='description'><meta property="og:image" content="/p.png">"""


class Web:
    """The open web: what each address says."""

    def __init__(self, said: dict[str, Response | HttpError]) -> None:
        self.said = said
        self.asked: list[str] = []

    async def request(self, _method: str, url: str, **_asked: Any) -> Response:
        self.asked.append(url)
        said = self.said.get(url, Response(404, {}, b"", url))
        if isinstance(said, HttpError):
            raise said
        return said


def looked(web: Web) -> LinkCard:
    """The one card after the worker looked."""
    asyncio.run(drain(KIND, tools(web)))
    return LinkCard.objects.get()


@pytest.mark.django_db
def test_a_page_and_its_picture_become_a_card() -> None:
    ask_link_card(text=f"Look: {URL} and https://y.example")
    picture = Response(200, {}, picture_file(Image.new("RGB", (40, 20), "red"), "PNG"), "")
    web = Web({URL: Response(200, HTML, PAGE.encode(), URL), "https://x.example/p.png": picture})
    card = looked(web)
    assert card.due_at is None
    assert card.title == "Snow <script>alert(1)</script> on the plateau"
    assert (card.description, card.failure) == ("It falls", "")
    assert card.picture == File.objects.get()
    assert web.asked == [URL, "https://x.example/p.png"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("said", "failure"),
    [
        (Refused("a private address"), "not-public"),
        (TooLarge("too large"), "too-large"),
        (Response(404, HTML, b"", URL), "no-page"),
        (Response(200, {"Content-Type": "image/png"}, b"", URL), "no-page"),
        (Response(200, HTML, b"<p>", URL), "no-title"),
    ],
)
def test_what_cannot_be_seen_is_said(said: Response | HttpError, failure: str) -> None:
    ask_link_card(text=URL)
    card = looked(Web({URL: said}))
    assert card.due_at is None
    assert (card.failure, card.title) == (failure, "")


@pytest.mark.django_db
def test_a_silent_page_is_tried_again_and_given_up() -> None:
    ask_link_card(text=URL)
    web = Web({URL: NotSent("nobody there")})
    assert looked(web).fetched_at is None
    for _again in range(2):
        LinkCard.objects.update(due_at=clock.now())
        card = looked(web)
    assert (card.failure, card.due_at) == ("no-answer", None)
    assert len(web.asked) == 3


@pytest.mark.django_db
def test_a_link_is_asked_for_once_and_again_after_a_week() -> None:
    for _twice in range(2):
        ask_link_card(text=URL)
    assert LinkCard.objects.count() == 1
    LinkCard.objects.update(due_at=None, done_at=clock.now())
    ask_link_card(text=URL)
    assert LinkCard.objects.get().due_at is None
    LinkCard.objects.update(asked_at=clock.now() - timedelta(days=8))
    ask_link_card(text=URL)
    assert LinkCard.objects.get().due_at is not None
    assert ask_link_card(text="no link, only ftp://x.example and javascript:alert(1)") is None
    assert ask_link_card(text=f"https://x.example/{'a' * 1000}") is None


# promise H10
@pytest.mark.parametrize(
    "html",
    [
        b"<meta " * 90_000,
        b"<meta property='og:title' content='" + b"x" * 500_000,
        b"\xff\xfe\x00<title>\x00\x1b[31m",
        b"<title>" + b"<title>" * 60_000,
        b"<meta charset='no-such-thing'><title>ok</title>",
        b"<meta charset='rot13'><title>ok</title>",
        b'<meta property=og:image content="javascript:alert(1)"><meta name=description content="&#0;&#xD800;">',
        b'<meta property=og:image content="http://[::1"><title>x',
    ],
)
def test_a_hostile_page_is_read_in_no_time_and_comes_out_plain(html: bytes) -> None:
    began = time.process_time()
    facts = page_facts(html, content_type="text/html", address=URL)
    assert time.process_time() - began < 1
    assert facts.picture == ""
    for words in (facts.title, facts.description, facts.site):
        assert words.isprintable()
        assert len(words) <= 500
