"""Where one shares by hand: links stand on the network's own hosts, and its composer gets the words whole."""

from urllib.parse import parse_qs, urlsplit

import pytest

from manyvoices import wiring
from manyvoices.networks import registry
from manyvoices.networks.assisted.places import PLACES, Place

LINKEDIN = PLACES["share-linkedin"]


@pytest.mark.parametrize(
    ("typed", "link"),
    [
        ("https://www.linkedin.com/posts/bo-1_abc", "https://www.linkedin.com/posts/bo-1_abc"),
        ("  linkedin.com/in/bo ", "https://linkedin.com/in/bo"),
        (
            "https://LINKEDIN.com/feed/update/urn:li:share:7",
            "https://LINKEDIN.com/feed/update/urn:li:share:7",
        ),
        ("lnkd.in/abc", "https://lnkd.in/abc"),
    ],
)
def test_a_link_to_the_network_is_taken(typed: str, link: str) -> None:
    assert LINKEDIN.link(typed) == link


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "linkedin.com",
        "https://linkedin.com/",
        "http://linkedin.com/in/bo",
        "javascript://linkedin.com/%0aalert(1)",
        "https://linkedin.com.evil.example/in/bo",
        "https://evil-linkedin.com/in/bo",
        "https://evil.example/linkedin.com/in/bo",
        "https://bo:secret@linkedin.com/in/bo",
        "https://linkedin.com@evil.example/in/bo",
        "https://linkedin.com:8443/in/bo",
        "https://linkedin.com:port/in/bo",
        "https://[linkedin.com/in/bo",
        "https://linkedin.com/in/b o",
        "https://linkedin.com/in/\x00bo",
        "https://linkedin.com/in/" + "o" * 500,
    ],
)
def test_any_other_address_is_refused(typed: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the message is for nobody
        LINKEDIN.link(typed)


@pytest.mark.parametrize("place", PLACES.values(), ids=lambda place: place.name)
def test_its_example_and_its_composer_are_its_own(place: Place) -> None:
    assert place.link(place.profile)
    words = "50 % & more #rail?\nÜber 🚆 = gut"
    opened = urlsplit(place.composer_with(words))
    assert place.link(f"https://{opened.hostname}/somewhere")
    if place.prefills:
        assert parse_qs(opened.query)["text"] == [words]
        assert len(place.composer_with("🚆" * 3000)) < 200


def test_each_is_wired_with_what_fits_there() -> None:
    assert set(PLACES) == {name for name in wiring.NETWORKS if name.startswith("share-")}
    for name, place in PLACES.items():
        assert registry.limits(name) == place.limits
        assert registry.by_hand(name) == place
    assert registry.by_hand("native") is None
