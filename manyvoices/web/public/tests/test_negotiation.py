"""One address, two answers: the page for readers, the document for servers (RFC 9110 12.5.1)."""

import pytest
from django.test import Client

from manyvoices.core import clock
from manyvoices.federation.models import ActorKey, Note
from manyvoices.voices.addresses import actor_uri
from manyvoices.web.public.tests.rows import a_post
from tests.cast import Cast

ACTIVITY = "application/activity+json"
LD = 'application/ld+json; profile="https://www.w3.org/ns/activitystreams"'
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8"


@pytest.fixture
def note(cast: Cast) -> Note:
    ActorKey.objects.create(voice=cast.bo_voice, private="secret", public="a key", made_at=clock.now())
    return a_post(cast.bo_voice)


def path_of(uri: str) -> str:
    return uri.removeprefix("https://voices.example")


@pytest.mark.parametrize("accept", [ACTIVITY, LD, f"{LD}, {ACTIVITY}, text/html;q=0.1"])
def test_who_asks_for_the_document_is_sent_to_its_id(client: Client, note: Note, accept: str) -> None:
    assert note.voice is not None
    for page, document in ((path_of(note.url), note.uri), ("/@bo", actor_uri(note.voice))):
        answer = client.get(page, headers={"Accept": accept})
        assert (answer.status_code, answer["Location"]) == (302, document)
        assert "Accept" in answer["Vary"]
        found = client.get(path_of(document), headers={"Accept": accept})
        assert found.status_code == 200
        assert found["Content-Type"].startswith(ACTIVITY)
        assert found.json()["id"] == document
        assert "Accept" in found["Vary"]


@pytest.mark.parametrize("accept", [BROWSER, "*/*", "text/html", "application/json", "image/png", ""])
def test_who_asks_for_anything_else_gets_the_page(client: Client, note: Note, accept: str) -> None:
    for page in (path_of(note.url), "/@bo"):
        answer = client.get(page, headers={"Accept": accept} if accept else {})
        assert answer.status_code == 200
        assert answer["Content-Type"] == "text/html; charset=utf-8"
        assert "Accept" in answer["Vary"]


def test_a_browser_at_the_id_is_sent_to_the_page(client: Client, note: Note) -> None:
    assert note.voice is not None
    for document, page in ((note.uri, note.url), (actor_uri(note.voice), "https://voices.example/@bo")):
        answer = client.get(path_of(document), headers={"Accept": BROWSER})
        assert (answer.status_code, answer["Location"]) == (302, page)
        assert "Accept" in answer["Vary"]


def test_an_unknown_voice_has_neither(client: Client, cast: Cast) -> None:
    for accept in (BROWSER, ACTIVITY):
        assert client.get("/@nobody", headers={"Accept": accept}).status_code == 404
        answer = client.get("/@nobody/1", headers={"Accept": accept}, follow=False)
        if answer.status_code == 302:
            answer = client.get(path_of(answer["Location"]), headers={"Accept": accept})
        assert answer.status_code == 404


def test_the_page_names_its_document(client: Client, note: Note) -> None:
    for page in (path_of(note.url), "/@bo"):
        assert f'<link rel="alternate" type="{ACTIVITY}" href="https://voices.example{page}">' in (
            client.get(page).content.decode()
        )
