"""Every subject in every format: what RFC 4287, RSS 2.0 and JSON Feed 1.1 ask for."""

import json
from datetime import datetime
from email.utils import parsedate_to_datetime
from xml.etree import ElementTree as ET

import pytest
from django.test import Client

from manyvoices.core.markup.sanitise import clean
from manyvoices.federation.actions.remove_note import remove_note
from manyvoices.federation.indexing import index
from manyvoices.federation.models import Note
from manyvoices.web.public.tests.markup import Page
from manyvoices.web.public.tests.rows import PICTURE, a_post
from tests.cast import Cast

ORIGIN = "https://voices.example"
TYPES = {"atom": "application/atom+xml", "rss": "application/rss+xml", "json": "application/feed+json"}
SNOW = '<p>Good <b>morning</b> &amp; <a class="mention hashtag" href="https://voices.example/topics/snow">#Snow</a></p>'


@pytest.fixture
def note(cast: Cast) -> Note:
    made = a_post(cast.bo_voice, SNOW, attachments=[PICTURE], language="de")
    index(made)
    return made


def subjects(cast: Cast) -> list[str]:
    return ["/", "/@bo", "/topics/snow", f"/units/{cast.operations.pk}-operations", "/languages/de"]


def test_every_subject_has_every_format_and_says_so_on_its_page(
    client: Client, cast: Cast, note: Note
) -> None:
    for path in subjects(cast):
        page = Page(client.get(path).content.decode())
        offered = {link["type"]: link["href"] for link in page.all("link") if link["rel"] == "alternate"}
        shown = {link["href"] for link in page.all("a")}
        for form, media_type in TYPES.items():
            place = f"{path.rstrip('/')}/feed.{form}"
            assert place in shown, place
            assert offered[media_type] == place or form == "atom"
            answer = client.get(place)
            assert answer["Content-Type"] == f"{media_type}; charset=utf-8"
            assert note.uri in answer.content.decode()
            again = client.get(place, headers={"If-None-Match": answer["ETag"]})
            assert (again.status_code, again.content) == (304, b"")
            assert "Last-Modified" not in answer


def test_json_feed(client: Client, cast: Cast, note: Note) -> None:
    feed = json.loads(client.get("/@bo/feed.json").content)
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert (feed["title"], feed["home_page_url"]) == ("Bo", f"{ORIGIN}/@bo")
    assert feed["feed_url"] == f"{ORIGIN}/@bo/feed.json"
    (item,) = feed["items"]
    assert (item["id"], item["url"], item["content_html"]) == (note.uri, note.url, SNOW)
    assert datetime.fromisoformat(item["date_published"]) == note.published_at
    assert item["authors"] == [{"name": "Bo", "url": f"{ORIGIN}/@bo"}]
    assert (item["language"], item["tags"], item["image"]) == ("de", ["Snow"], PICTURE["url"])
    assert item["attachments"] == [
        {"url": PICTURE["url"], "mime_type": "image/jpeg", "title": "A red train in the snow"}
    ]


def test_rss(client: Client, cast: Cast, note: Note) -> None:
    root = ET.fromstring(client.get("/feed.rss").content)  # noqa: S314 - our own words
    assert (root.tag, root.attrib["version"]) == ("rss", "2.0")
    (channel,) = root
    for required in ("title", "link", "description"):
        assert channel.findtext(required), required
    assert channel.findtext("link") == f"{ORIGIN}/"
    own = channel.find("{http://www.w3.org/2005/Atom}link")
    assert own is not None
    assert (own.attrib["rel"], own.attrib["href"]) == ("self", f"{ORIGIN}/feed.rss")
    (item,) = channel.findall("item")
    assert item.findtext("link") == note.url
    assert (item.findtext("guid"), item.findtext("description")) == (note.uri, SNOW)
    guid, enclosure = item.find("guid"), item.find("enclosure")
    assert guid is not None
    assert guid.attrib["isPermaLink"] == "false"
    assert enclosure is not None
    assert set(enclosure.attrib) == {"url", "length", "type"}
    at = parsedate_to_datetime(item.findtext("pubDate") or "")
    assert at == note.published_at.replace(microsecond=0)
    assert item.findtext("{http://purl.org/dc/elements/1.1/}creator") == "Bo"


# promise H10
def test_a_warning_is_text_in_every_format(client: Client, cast: Cast) -> None:
    hostile = "<img src=x onerror=hit()>]]>"
    a_post(cast.bo_voice, "<p>The whole story</p>", content_warning=hostile, attachments=[PICTURE])
    (item,) = json.loads(client.get("/feed.json").content)["items"]
    words = ET.fromstring(client.get("/feed.rss").content).findtext("channel/item/description")  # noqa: S314
    assert words == item["content_html"]
    assert clean(words or "") == words
    assert not {"attachments", "image", "tags"} & item.keys()
    for form in TYPES:
        assert b"The whole story" not in client.get(f"/feed.{form}").content


def test_a_feed_forgets_what_was_taken_back_and_an_empty_one_stays_the_same(
    client: Client, cast: Cast, note: Note
) -> None:
    remove_note(uri=note.uri)
    for path in ("", "/@bo", "/languages/en"):
        for form in TYPES:
            first, again = client.get(f"{path}/feed.{form}"), client.get(f"{path}/feed.{form}")
            assert note.uri not in first.content.decode()
            assert first["ETag"] == again["ETag"]
    assert json.loads(client.get("/feed.json").content)["items"] == []


def test_there_is_no_feed_of_nothing(client: Client, cast: Cast) -> None:
    for path in ("/@nobody", "/topics/zebra", "/units/1", "/languages/xx"):
        for form in TYPES:
            assert client.get(f"{path}/feed.{form}").status_code == 404
    assert client.get("/feed.xml").status_code == 404
