"""Redirects: every hop is checked like the first, and no secret goes along."""

import asyncio

import pytest

from manyvoices.core.http.client import Client
from manyvoices.core.http.errors import BadRedirect
from manyvoices.core.http.guard import Guard
from manyvoices.core.http.redirects import next_target
from manyvoices.core.http.targets import check_target
from manyvoices.core.http.tests.fault_server import OK, faults, redirect, says

PUBLIC = Guard()
START = check_target("https://a.example/one/two?x=1", PUBLIC)
TESTING = Guard(loopback=True)


@pytest.mark.parametrize(
    ("location", "leads_to"),
    [
        ("three", "https://a.example/one/three"),
        ("/four#part", "https://a.example/four"),
        ("?y=2", "https://a.example/one/two?y=2"),
        ("//b.example/five", "https://b.example/five"),
        ("https://bücher.example", "https://xn--bcher-kva.example/"),
    ],
)
def test_a_redirect_to_another_public_https_address_is_followed(location: str, leads_to: str) -> None:
    assert str(next_target(START, START, location, PUBLIC).url) in {leads_to, leads_to.rstrip("/")}


# promise D2
@pytest.mark.parametrize(
    "location",
    [
        "http://a.example/", "http://169.254.169.254/latest/meta-data", "https://169.254.169.254/",
        "https://127.0.0.1/",
        "https://[::1]/", "https://[::ffff:10.0.0.1]/", "https://2130706433/", "https://localhost/",
        "//10.0.0.1/", "https:///x",
        "https://a.example:8443/", "https://b.example:6379/", "https://ada:pw@b.example/",
        "ftp://a.example/", "file:///etc/passwd",
        "javascript:1", "data:,x", "https://b.example/ x", "https://b.ex\tample/", "http:/x", "https://[::1",
    ],
)  # fmt: skip
def test_a_redirect_elsewhere_is_refused(location: str) -> None:
    with pytest.raises(BadRedirect):
        next_target(START, START, location, PUBLIC)


# promise D2
def test_a_redirect_never_enters_by_our_own_door() -> None:
    guard = Guard(allowed=frozenset({("127.0.0.1", 8000), ("127.0.0.1", 443)}))
    for location in ("http://127.0.0.1:8000/", "https://127.0.0.1/"):
        with pytest.raises(BadRedirect):
            next_target(START, START, location, guard)
    own = check_target("http://127.0.0.1:8000/a", guard)
    assert next_target(own, own, "/b", guard).path == "/b"


# promise D2
def test_no_way_back_from_https_to_http_even_where_http_is_open() -> None:
    start = check_target("https://localhost/", TESTING)
    with pytest.raises(BadRedirect):
        next_target(start, start, "http://localhost:443/", TESTING)


def test_a_client_follows_only_as_often_as_it_was_told() -> None:
    async def scene() -> list[int]:
        async with faults(says(redirect("/again"))) as server, Client(TESTING, user_agent="test") as client:
            first = await client.request("GET", server.url)
            with pytest.raises(BadRedirect, match="more than 3 times"):
                await client.request("GET", server.url, redirects=3)
            return [first.status, len(server.requests)]

    assert asyncio.run(scene()) == [302, 1 + 4]


# promise D2
def test_no_byte_reaches_an_inner_server_through_a_redirect() -> None:
    async def scene() -> int:
        async with faults(says(OK)) as inner, faults(says(redirect(inner.url + "/admin"))) as outer:
            guard = Guard(allowed=frozenset({("127.0.0.1", outer.port)}))
            async with Client(guard, user_agent="test") as client:
                with pytest.raises(BadRedirect):
                    await client.request("GET", outer.url, redirects=5)
            return inner.connections

    assert asyncio.run(scene()) == 0


# promise D8
def test_secrets_stay_with_the_server_they_were_meant_for() -> None:
    secrets = {"Authorization": "canary", "Cookie": "canary", "Signature": "canary", "Accept": "text/html"}

    async def scene() -> tuple[str, str, str]:
        async with faults(says(OK)) as there:
            leads_away = says(redirect(f"{there.url}/there"))
            async with (
                faults(leads_away, "127.0.0.2", there.port) as here,
                Client(TESTING, user_agent="test") as client,
            ):
                start = f"http://127.0.0.2:{here.port}/"
                answer = await client.request("GET", start, headers=secrets, redirects=1)
                return here.requests[0], there.requests[0], answer.url

    first, second, url = asyncio.run(scene())
    assert first.count("canary") == 3
    assert "canary" not in second
    assert "Accept: text/html" in second
    assert url.startswith("http://127.0.0.1:")


@pytest.mark.parametrize(("method", "body"), [("POST", b""), ("GET", b"x"), ("DELETE", b"")])
def test_only_a_plain_get_or_head_follows(method: str, body: bytes) -> None:
    async def scene() -> None:
        async with Client(TESTING, user_agent="test") as client:
            await client.request(method, "http://127.0.0.1:1/", body=body, redirects=1)

    with pytest.raises(ValueError, match="follows redirects"):
        asyncio.run(scene())
