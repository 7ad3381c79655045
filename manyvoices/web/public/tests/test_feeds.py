"""The feeds are Atom as RFC 4287 wants it; the sitemap and robots.txt say what engines may read."""

from collections.abc import Iterator
from datetime import datetime
from xml.etree import ElementTree as ET

import pytest
from django.test import Client

from manyvoices.core import clock
from manyvoices.core.markup.sanitise import clean
from manyvoices.people.models import Organisation
from manyvoices.voices.models import Voice
from manyvoices.web.public.tests.rows import PICTURE, a_post
from tests.cast import Cast

ATOM = "{http://www.w3.org/2005/Atom}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def feed(client: Client, path: str = "/feed.atom") -> ET.Element:
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    root = ET.fromstring(answer.content)  # noqa: S314 - our own words
    assert root.tag == f"{ATOM}feed"
    return root


def entries(root: ET.Element) -> Iterator[ET.Element]:
    yield from root.iter(f"{ATOM}entry")


def said(element: ET.Element, name: str) -> str:
    """The text of the one child of this name, which RFC 4287 allows exactly once."""
    (found,) = element.findall(ATOM + name)
    return found.text or ""


def links(element: ET.Element) -> dict[str, str]:
    return {link.attrib["rel"]: link.attrib["href"] for link in element.findall(f"{ATOM}link")}


def test_a_feed_has_what_the_standard_requires(client: Client, cast: Cast) -> None:
    note = a_post(cast.bo_voice, "<p>Good <b>morning</b>.</p>", attachments=[PICTURE], language="de")
    for path, own in (
        ("/feed.atom", "https://voices.example/"),
        ("/@bo/feed.atom", "https://voices.example/@bo"),
    ):
        root = feed(client, path)
        assert said(root, "id") == own
        assert said(root, "title") in {"Northlight", "Bo"}
        assert links(root) == {"alternate": own, "self": f"https://voices.example{path}"}
        assert datetime.fromisoformat(said(root, "updated")) == note.published_at
        (entry,) = entries(root)
        assert said(entry, "id") == note.uri
        assert said(entry, "title") == "Good morning."
        assert datetime.fromisoformat(said(entry, "updated")).tzinfo
        assert entry.attrib[LANG] == "de"
        assert links(entry) == {"alternate": note.url, "enclosure": PICTURE["url"]}
        (author,) = entry.findall(f"{ATOM}author")
        assert said(author, "name") == "Bo"
        (summary,) = entry.findall(f"{ATOM}summary")
        assert (summary.text, summary.attrib["type"]) == ("<p>Good <b>morning</b>.</p>", "html")


def test_an_edit_moves_the_date_of_the_feed(client: Client, cast: Cast) -> None:
    later = clock.now().replace(year=2031)
    a_post(cast.bo_voice, edited_at=later)
    root = feed(client)
    assert datetime.fromisoformat(said(root, "updated")).year == 2031
    (entry,) = entries(root)
    assert said(entry, "published") < said(entry, "updated")


def test_a_content_warning_hides_the_words_and_the_pictures(client: Client, cast: Cast) -> None:
    a_post(cast.bo_voice, "<p>The whole story.</p>", content_warning="Accident", attachments=[PICTURE])
    (entry,) = entries(feed(client))
    assert said(entry, "title") == "Accident"
    assert said(entry, "summary") == "<p>Accident</p>"
    assert "enclosure" not in links(entry)
    assert b"The whole story." not in client.get("/feed.atom").content


# promise H10
def test_a_warning_is_text_to_a_feed_reader(client: Client, cast: Cast) -> None:
    hostile = "<img src=x onerror=hit()>"
    a_post(cast.bo_voice, content_warning=hostile)
    (entry,) = entries(feed(client))
    summary = said(entry, "summary")
    assert clean(summary) == summary == "<p>&lt;img src=x onerror=hit()&gt;</p>"


@pytest.mark.parametrize("hostile", ["a\x00b", "a\x08b", "a\x1fb", "]]>", "<!--", "&lt;"])
def test_no_name_breaks_the_feed(client: Client, cast: Cast, hostile: str) -> None:
    Organisation.objects.update(
        name=hostile.replace("\x00", "\x01"), introduction=hostile.replace("\x00", "\x01")
    )
    Voice.objects.filter(pk=cast.bo_voice.pk).update(name=hostile.replace("\x00", "\x01"))
    a_post(cast.bo_voice, content_warning=hostile.replace("\x00", "\x01"))
    assert len(list(entries(feed(client)))) == 1


def test_an_empty_feed_is_a_feed(client: Client, cast: Cast) -> None:
    root = feed(client)
    assert datetime.fromisoformat(said(root, "updated")) == cast.organisation.set_up_at
    assert list(entries(root)) == []


def test_a_picture_without_words_has_a_title(client: Client, cast: Cast) -> None:
    a_post(cast.bo_voice, "", attachments=[PICTURE])
    (entry,) = entries(feed(client))
    assert said(entry, "title") == "A picture"


def test_a_feed_holds_the_thirty_newest(client: Client, cast: Cast) -> None:
    for number in range(31):
        a_post(cast.bo_voice, f"<p>{number}</p>", published_at=clock.now().replace(year=2000 + number))
    titles = [said(entry, "title") for entry in entries(feed(client))]
    assert titles == [str(number) for number in range(30, 0, -1)]


def test_the_sitemap_names_every_public_page_once(client: Client, cast: Cast) -> None:
    note = a_post(cast.bo_voice)
    answer = client.get("/sitemap.xml")
    assert answer["Content-Type"] == "application/xml; charset=utf-8"
    root = ET.fromstring(answer.content)  # noqa: S314 - our own words
    assert root.tag == f"{MAP}urlset"
    places = [url.findtext(f"{MAP}loc") for url in root]
    own = ["/", "/imprint/", "/contact/", "/topics", "/units", "/experts", "/@northlight", "/@ada", "/@bo"]
    assert places == [f"https://voices.example{path}" for path in own] + [note.url]
    for place in places:
        assert place is not None
        assert client.get(place.removeprefix("https://voices.example")).status_code == 200
    (changed,) = (moment for url in root if (moment := url.findtext(f"{MAP}lastmod")))
    assert datetime.fromisoformat(changed) == note.published_at


def test_robots_may_read_what_is_public_alone(client: Client, cast: Cast) -> None:
    answer = client.get("/robots.txt")
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    lines = answer.content.decode().splitlines()
    closed = [line.removeprefix("Disallow: ") for line in lines if line.startswith("Disallow")]
    assert lines[0] == "User-agent: *"
    assert lines[-1] == "Sitemap: https://voices.example/sitemap.xml"
    for working in ("/today", "/compose", "/queue", "/people", "/people/1", "/settings/organisation"):
        assert any(working.startswith(start) for start in closed), working
    for public in (
        "/",
        "/@bo",
        "/@bo/1",
        "/imprint/",
        "/contact/",
        "/media/x.jpg",
        "/feed.atom",
        "/actors/1",
    ):
        assert not any(public.startswith(start) for start in closed), public
