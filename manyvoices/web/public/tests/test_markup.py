"""The HTML of every public page: sound, in its language, described for previews elsewhere, loading nothing from others."""

import pytest
from django.test import Client

from manyvoices.core import clock
from manyvoices.federation.models import Note
from manyvoices.people.models import Organisation
from manyvoices.voices.models import Voice
from manyvoices.web.public.tests.markup import Page
from manyvoices.web.public.tests.rows import PICTURE, a_post, a_reply, somebody
from tests.cast import Cast


@pytest.fixture
def note(cast: Cast) -> Note:
    Organisation.objects.update(introduction="Trains & people, “up north”.")
    Voice.objects.filter(pk=cast.bo_voice.pk).update(bio="Signals.\nSince 2009.", role_line="Signaller")
    said = a_post(cast.bo_voice, '<p>Snow "again" &amp; again.</p>', attachments=[PICTURE], language="nb")
    a_post(cast.bo_voice, "<p>Hidden words.</p>", content_warning="Accident", attachments=[PICTURE])
    for name in ("Mia", "Øyvind & <Sons>"):
        a_reply(said, somebody(name), language="de")
    return said


def path_of(note: Note) -> str:
    return note.url.removeprefix("https://voices.example")


def page(client: Client, path: str) -> Page:
    return Page(client.get(path).content.decode())


def test_the_reader_of_these_tests_finds_faults() -> None:
    broken = Page(
        '<div id=a><p id=a style="x" onclick=y><img src=//else.example/1><b></p></div><script>1</script>'
    )
    assert len(broken.wrong) > 2
    assert broken.loaded() == ["//else.example/1"]
    assert broken.refused() == ["script", "style", "onclick"]


def test_every_page_is_sound_and_stands_alone(client: Client, note: Note) -> None:
    gone = a_post(note.voice, "", deleted_at=clock.now()) if note.voice else note
    for path in ["/", "/@bo", "/@ada", path_of(note), path_of(gone), "/imprint/", "/contact/", "/nothing"]:
        read = page(client, path)
        assert read.wrong == [], path
        assert read.refused() == [], path
        assert [
            place for place in read.loaded() if not place.startswith("/") or place.startswith("//")
        ] == [], path
        assert len(read.all("h1")) == len(read.all("main")) == len(read.all("title")) == 1, path
        assert read.all("html") == [{"lang": "en", "dir": "ltr"}], path
        assert all("alt" in picture for picture in read.all("img")), path
        assert all("rel" in link for link in read.all("a") if link["href"].startswith("https://social")), path


def test_each_text_names_its_own_language(client: Client, note: Note) -> None:
    languages = [tag["lang"] for tag in page(client, path_of(note)).all("div") if "lang" in tag]
    assert languages == ["nb", "de", "de"]


def test_a_post_is_described_for_previews(client: Client, note: Note) -> None:
    read = page(client, path_of(note))
    assert {
        name: read.meta(name) for name in ("og:type", "og:title", "og:description", "og:url", "og:site_name")
    } == {
        "og:type": "article",
        "og:title": "Bo (@bo@voices.example)",
        "og:description": 'Snow "again" & again.',
        "og:url": note.url,
        "og:site_name": "Northlight",
    }
    assert read.meta("og:image") == PICTURE["url"]
    assert read.meta("og:image:alt") == PICTURE["name"]
    assert read.meta("fediverse:creator") == "@bo@voices.example"
    assert {"rel": "canonical", "href": note.url} in read.all("link")


def test_a_preview_shows_the_warning_alone(client: Client, note: Note) -> None:
    warned = Note.objects.get(content_warning="Accident")
    read = page(client, path_of(warned))
    assert read.meta("og:description") == read.meta("description") == "Accident"
    assert read.meta("og:image") == ""


def test_home_and_voice_are_described_for_previews(client: Client, note: Note) -> None:
    home, voice = page(client, "/"), page(client, "/@bo")
    assert home.meta("og:title") == "Northlight"
    assert home.meta("og:description") == "Trains & people, “up north”."
    assert home.meta("og:url") == "https://voices.example/"
    assert (voice.meta("og:type"), voice.meta("profile:username")) == ("profile", "bo")
    assert voice.meta("og:url") == "https://voices.example/@bo"


def test_pages_that_say_no_are_not_for_engines(client: Client, note: Note) -> None:
    gone = a_post(note.voice, "", deleted_at=clock.now()) if note.voice else note
    for path in ("/nothing", path_of(gone)):
        assert page(client, path).meta("robots") == "noindex"
    assert page(client, "/").meta("robots") == ""


# promise H1
@pytest.mark.parametrize(
    "address", ["javascript:hit()", "data:text/html,x", "//phone.test", 'https://x" onclick=hit()', ""]
)
def test_a_stranger_cannot_choose_where_their_name_leads(client: Client, note: Note, address: str) -> None:
    crook = somebody("Crook", url=address)
    a_reply(note, crook)
    targets = [link["href"] for link in page(client, path_of(note)).all("a")]
    assert crook.uri in targets
    assert address not in targets or not address
    crook.uri = "javascript:hit()"
    crook.save(update_fields=["uri"])
    assert "javascript:hit()" not in client.get(path_of(note)).content.decode()
