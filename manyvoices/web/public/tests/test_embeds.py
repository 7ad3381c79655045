"""Embeds: our posts in a foreign frame or on a screen, that know nobody and may be framed alone."""

from unittest import mock

import pytest
from django.contrib.sessions.backends.base import SessionBase
from django.test import Client

from manyvoices.federation.tests.neighbours import say
from manyvoices.web.public.embed_options import Options, options
from manyvoices.web.public.tests.markup import Page
from manyvoices.web.public.tests.test_subjects import read
from tests.cast import PASSWORD, Cast


@pytest.fixture
def said(cast: Cast) -> Cast:
    for number in range(8):
        say(cast.bo_voice, key=f"{number}", text=f"Post{number} #snow")
    say(cast.ada_voice, key="a", text="Ada's words")
    return cast


def ancestors(policy: str) -> str:
    (found,) = (part.strip() for part in policy.split(";") if part.strip().startswith("frame-ancestors"))
    return found


def test_only_what_is_made_for_it_may_be_framed(client: Client, said: Cast) -> None:
    assert ancestors(client.get("/embed/posts")["Content-Security-Policy"]) == "frame-ancestors *"
    for path in ("/", "/embed", "/@bo", "/search", "/experts", "/topics"):
        policy = client.get(path)["Content-Security-Policy"]
        assert ancestors(policy) == "frame-ancestors 'none'", path
    assert "X-Frame-Options" not in client.get("/embed/posts")


def test_an_embed_knows_nobody(client: Client, said: Cast) -> None:
    anonymous = client.get("/embed/posts")
    assert client.login(email="ada@northlight.example", password=PASSWORD)
    with mock.patch.object(SessionBase, "_get_session", side_effect=AssertionError("the session was read")):
        known = client.get("/embed/posts")
    assert known.content == anonymous.content
    assert not anonymous.cookies
    assert not known.cookies
    assert "cookie" not in known["Vary"].lower()
    assert known["Cache-Control"] == "public, max-age=30"
    assert b"csrf" not in known.content
    page = Page(known.content.decode())
    assert all(address.startswith("/") for address in page.loaded()), "nothing comes from elsewhere"


@pytest.mark.parametrize(
    ("query", "shows", "hides"),
    [
        ("", ["Ada", "Post7"], ["Post3"]),
        ("?number=20", ["Post0", "Ada"], []),
        ("?show=voice:bo&number=2", ["Post7", "Post6"], ["Post5", "Ada"]),
        ("?show=topic:snow", ["Post7"], ["Ada"]),
        ("?theme=dark&size=l", ["embed--dark", "embed--l"], ["embed--screen", "<script"]),
        ("?screen=1", ["embed--screen", "data-screen", "screen.js"], []),
        ("?theme=pink&size=x&number=0", ["embed--auto", "embed--m"], ["pink"]),
    ],
)
def test_the_address_says_what_is_shown(
    client: Client, said: Cast, query: str, shows: list[str], hides: list[str]
) -> None:
    page = read(client, f"/embed/posts{query}")
    for one in shows:
        assert one in page, one
    for one in hides:
        assert one not in page, one


def test_an_embed_of_a_unit_and_of_nothing(client: Client, said: Cast) -> None:
    assert "Post7" in read(client, f"/embed/posts?show=unit:{said.operations.pk}")
    for nothing in ("voice:nobody", "topic:zebra", "unit:1", "unit:x", "voice:"):
        assert client.get("/embed/posts", {"show": nothing}).status_code == 404, nothing


def test_the_builder_gives_what_it_shows(client: Client, said: Cast) -> None:
    chosen = "show=voice:bo&theme=dark&size=l&number=3"
    page = read(client, f"/embed?{chosen}&screen=on")
    address = f"/embed/posts?{chosen}&screen=1".replace("&", "&amp;")
    assert f'src="{address}"' in page
    assert f"https://voices.example{address.replace('&amp;', '&amp;amp;')}" in page
    assert "&lt;iframe" in page
    policy = client.get("/embed")["Content-Security-Policy"]
    assert "frame-src 'self'" in policy
    assert "script-src 'self'" in policy


def test_options_are_read_as_they_are_written() -> None:
    for one in (Options(), Options("topic:snow", "dark", "s", 20, screen=True)):
        query = one.address().partition("?")[2]
        assert options(dict(pair.split("=") for pair in query.split("&") if pair)) == one
