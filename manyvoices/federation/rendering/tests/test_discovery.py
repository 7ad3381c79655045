from xml.etree import ElementTree

from manyvoices import __version__
from manyvoices.federation.rendering import discovery
from tests.cast import Cast


def test_webfinger(cast: Cast) -> None:
    actor = f"https://voices.example/actors/{cast.bo_voice.pk}"
    assert discovery.webfinger(cast.bo_voice) == {
        "subject": "acct:bo@voices.example",
        "aliases": ["https://voices.example/@bo", actor],
        "links": [
            {"rel": "self", "type": "application/activity+json", "href": actor},
            {
                "rel": "http://webfinger.net/rel/profile-page",
                "type": "text/html",
                "href": "https://voices.example/@bo",
            },
        ],
    }


def test_nodeinfo() -> None:
    shown = discovery.nodeinfo(name="Northlight", voices=3, notes=40)
    assert shown["software"] == {"name": "manyvoices", "version": __version__}
    assert shown["usage"] == {"users": {"total": 3}, "localPosts": 40}
    assert shown["protocols"] == ["activitypub"]
    assert discovery.nodeinfo_links()["links"][0]["href"] == "https://voices.example/nodeinfo/2.1"


def test_host_meta_is_xml_with_a_template() -> None:
    root = ElementTree.fromstring(discovery.host_meta())  # noqa: S314
    assert root[0].attrib["template"] == "https://voices.example/.well-known/webfinger?resource={uri}"
