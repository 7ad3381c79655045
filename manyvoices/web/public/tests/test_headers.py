"""What every answer carries: how long it may be kept, and what a browser may do with it. Nothing knows who reads."""

from collections.abc import Callable

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import clear_url_caches, path

from manyvoices import urls
from manyvoices.federation.models import Note
from manyvoices.web.public.caching import public
from manyvoices.web.public.tests.rows import a_post
from tests.cast import PASSWORD, Cast

POLICY = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "media-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
}
PAGES = ["/", "/@bo", "/imprint/", "/contact/", "/topics", "/units", "/experts", "/search", "/languages/en"]
FILES = [
    "/feed.atom",
    "/feed.rss",
    "/@bo/feed.json",
    "/@bo/feed.atom",
    "/sitemap.xml",
    "/robots.txt",
    "/brand.css",
]


@pytest.fixture
def note(cast: Cast) -> Note:
    return a_post(cast.bo_voice)


def path_of(note: Note) -> str:
    return note.url.removeprefix("https://voices.example")


def vary(answer: object) -> set[str]:
    header: str = answer.get("Vary", "")  # type: ignore[attr-defined]
    return {word.strip().lower() for word in header.split(",") if word.strip()}


def test_pages_may_be_kept_for_half_a_minute_and_know_nobody(client: Client, note: Note) -> None:
    for place in [*PAGES, *FILES, path_of(note)]:
        answer = client.get(place)
        assert answer["Cache-Control"] == "public, max-age=30", place
        assert "accept" in vary(answer), place
        assert "cookie" not in vary(answer), place
        assert not answer.cookies, place


def test_a_page_is_the_same_for_whoever_is_signed_in(client: Client, note: Note) -> None:
    before = {place: client.get(place).content for place in [*PAGES, path_of(note)]}
    assert client.login(email="ada@northlight.example", password=PASSWORD)
    for place, content in before.items():
        answer = client.get(place)
        assert answer.content == content, place
        assert "cookie" not in vary(answer), place
        assert not answer.cookies, place


def test_a_page_that_asks_who_reads_would_be_noticed(
    client: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The broken twin of the two tests above."""

    def asking(request: HttpRequest) -> dict[str, object]:
        return {"base_url": "", "name": str(request.user)}

    def page(request: HttpRequest) -> HttpResponse:
        return HttpResponse(str(asking(request)))

    monkeypatch.setattr(urls, "urlpatterns", [path("", public(page))])
    clear_url_caches()
    assert "cookie" in vary(client.get("/"))
    clear_url_caches()


def test_what_did_not_change_is_not_sent_again(client: Client, note: Note) -> None:
    for place in [*PAGES, *FILES, path_of(note)]:
        first = client.get(place)
        again = client.get(place, headers={"If-None-Match": first["ETag"]})
        assert again.status_code == 304, place
        assert again.content == b""
        assert again["Cache-Control"] == "public, max-age=30"
    Note.objects.filter(pk=note.pk).update(html="<p>Changed.</p>")
    before = client.get("/@ada")["ETag"]
    for place in ("/", "/@bo", path_of(note), "/feed.atom"):
        assert client.get(place, headers={"If-None-Match": before}).status_code == 200


def test_an_empty_feed_stays_the_same(client: Client, cast: Cast) -> None:
    assert client.get("/feed.atom")["ETag"] == client.get("/feed.atom")["ETag"]


def test_head_answers_like_get_without_the_body(client: Client, note: Note) -> None:
    for place in [*PAGES, *FILES, path_of(note)]:
        got, head = client.get(place), client.head(place)
        assert (head.status_code, head.content) == (200, b""), place
        assert head["Content-Type"] == got["Content-Type"]
        assert head["Cache-Control"] == got["Cache-Control"]


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_public_can_be_written_to(client: Client, note: Note, method: str) -> None:
    for place in [*PAGES, *FILES, path_of(note)]:
        send: Callable[[str], HttpResponse] = getattr(client, method)
        assert send(place).status_code == 405, place


# promise H3
def test_every_answer_carries_the_strict_policy(note: Note) -> None:
    client = Client(raise_request_exception=False, enforce_csrf_checks=True)
    gone = a_post(note.voice, "", deleted_at=note.published_at) if note.voice else note
    answers = {
        200: [client.get(place) for place in [*PAGES, *FILES, path_of(note)]],
        302: [client.get("/@bo", headers={"Accept": "application/activity+json"})],
        403: [client.post("/sign-in", {"login": "x"})],
        404: [client.get("/nothing"), client.get("/@nobody"), client.get(f"/media/{'0' * 32}.jpg")],
        405: [Client().post("/")],
        410: [client.get(path_of(gone))],
    }
    for status, found in answers.items():
        for answer in found:
            assert answer.status_code == status
            _assert_strict(answer)


def _assert_strict(answer: object) -> None:
    header: str = answer["Content-Security-Policy"]  # type: ignore[index]
    assert {part.strip() for part in header.split(";") if part.strip()} == POLICY
    assert answer["X-Content-Type-Options"] == "nosniff"  # type: ignore[index]
    assert answer["Referrer-Policy"] == "same-origin"  # type: ignore[index]
