"""A client in front of servers that misbehave: time ends, memory is bounded, the error is the right one."""

import asyncio
import gzip
import tracemalloc

import pytest

from manyvoices.core.http.answers import Response
from manyvoices.core.http.client import Client
from manyvoices.core.http.errors import BadResponse, HttpError, NotSent, Refused, TooLarge, Uncertain
from manyvoices.core.http.guard import Guard
from manyvoices.core.http.tests.fault_server import OK, Behaviour, faults, hangs_up, repeats, says, silence

TESTING = Guard(loopback=True)
SOON = 0.25
HEAD = "HTTP/1.1 200 OK\r\n"
BOMB = gzip.compress(bytes(20_000_000), 9)
CHUNKED = HEAD + "Transfer-Encoding: chunked\r\n\r\n"


async def ask(behaviour: Behaviour, method: str = "GET", body: bytes = b"") -> tuple[Response, str]:
    """The answer of a server with `behaviour`, and the request that it saw."""
    async with (
        faults(behaviour) as server,
        Client(TESTING, user_agent="Manyvoices/test", total_timeout=SOON, max_bytes=100_000) as client,
    ):
        answer = await client.request(method, server.url + "/in?a=b", body=body, headers={"X-Own": "1"})
        return answer, server.requests[0]


def test_a_request_leaves_as_it_was_meant_and_the_answer_comes_back_whole() -> None:
    answer, request = asyncio.run(
        ask(says("HTTP/1.1 404 No\r\nX-A: b\r\nContent-Length: 2\r\n\r\nno"), "POST", b"{}")
    )
    assert (answer.status, answer.body, answer.headers["x-a"]) == (404, b"no", "b")
    assert answer.url.endswith("/in?a=b")
    assert request.startswith("POST /in?a=b HTTP/1.1\r\n")
    lines = {line.lower() for line in request.split("\r\n")}
    assert {
        "x-own: 1",
        "user-agent: manyvoices/test",
        "accept-encoding: identity",
        "content-length: 2",
    } <= lines
    assert not [line for line in lines if line.startswith("content-type")]


@pytest.mark.parametrize(
    ("method", "answer"),
    [
        ("GET", CHUNKED + "2\r\nok\r\n0\r\n\r\n"),
        ("GET", HEAD + "Content-Encoding: identity\r\nContent-Length: 2\r\n\r\nok"),
        ("HEAD", HEAD + "Content-Length: 999999999\r\n\r\n"),
        ("DELETE", "HTTP/1.1 204 No Content\r\n\r\n"),
    ],
)
def test_ordinary_answers_are_read(method: str, answer: str) -> None:
    response, _ = asyncio.run(ask(says(answer), method))
    assert response.body == (b"ok" if method == "GET" else b"")


# promise D1
@pytest.mark.parametrize(
    ("behaviour", "error"),
    [
        pytest.param(silence, Uncertain, id="black hole"),
        pytest.param(repeats("HTTP/1.1 200 ", b"O", 0.02), Uncertain, id="slow-loris before the status"),
        pytest.param(repeats(HEAD, b"X", 0.02), Uncertain, id="slow-loris in a header"),
        pytest.param(
            repeats(HEAD + "Content-Length: 9999\r\n\r\n", b"x", 0.02), Uncertain, id="slow-loris body"
        ),
        pytest.param(
            repeats("", b"HTTP/1.1 100 Continue\r\n\r\n", 0.01), Uncertain, id="endless interim answers"
        ),
        pytest.param(repeats(HEAD, b"X-A: " + b"b" * 99 + b"\r\n"), BadResponse, id="endless headers"),
        pytest.param(repeats(HEAD + "X: ", b"b" * 4096), BadResponse, id="endless header"),
        pytest.param(repeats("", b"HTTP" * 1024), BadResponse, id="endless status line"),
        pytest.param(repeats(HEAD + "\r\n", b"x" * 65536), TooLarge, id="endless body"),
        pytest.param(repeats(CHUNKED, b"8\r\nxxxxxxxx\r\n" * 99), TooLarge, id="endless chunks"),
        pytest.param(
            repeats(CHUNKED + "0\r\n", b"X-A: " + b"b" * 99 + b"\r\n"), BadResponse, id="endless trailer"
        ),
        pytest.param(repeats(CHUNKED + "2;", b"e" * 4096), Uncertain, id="endless chunk extension"),
        pytest.param(
            says(HEAD + "Content-Length: 9\r\n\r\nok", then_close=True), BadResponse, id="too short"
        ),
        pytest.param(says(HEAD + "Content-Length: 9\r\n\r\nok"), Uncertain, id="too short and kept open"),
        pytest.param(says(HEAD + "Content-Length: -2\r\n\r\nok"), BadResponse, id="negative length"),
        pytest.param(
            says(HEAD + "Content-Length: 2\r\nContent-Length: 3\r\n\r\nok"), BadResponse, id="two lengths"
        ),
        pytest.param(says(HEAD + "Content-Length: 999999999\r\n\r\n"), TooLarge, id="1 GB announced"),
        pytest.param(says(CHUNKED + "zz\r\nok\r\n"), BadResponse, id="no chunk size"),
        pytest.param(says("SSH-2.0-OpenSSH_9\r\n\r\n"), BadResponse, id="not HTTP at all"),
        pytest.param(
            says("HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n"), BadResponse, id="another protocol"
        ),
        pytest.param(hangs_up, Uncertain, id="dropped after the request"),
        pytest.param(says("HTTP/1.1 20", then_close=True), Uncertain, id="dropped in the status line"),
    ],
)  # fmt: skip
def test_every_fault_ends_in_time_with_an_error_that_proves_nothing(
    behaviour: Behaviour, error: type[HttpError]
) -> None:
    async def scene() -> HttpError:
        with pytest.raises(error) as caught:
            await asyncio.wait_for(ask(behaviour, "POST", b"x"), 20 * SOON)
        return caught.value

    assert asyncio.run(scene()).may_have_been_accepted


# promise D1
@pytest.mark.parametrize(
    "endless",
    [
        repeats(HEAD + "\r\n", b"x" * 65536),
        repeats(HEAD, b"X-A: bbbbbbbb\r\n" * 99),
        repeats(CHUNKED + "2;", b"e" * 65536),
        repeats("", b"HTTP/1.1 100 Continue\r\n\r\n" * 99),
    ],
)
def test_memory_stays_bounded(endless: Behaviour) -> None:
    tracemalloc.start()
    try:
        with pytest.raises((BadResponse, Uncertain)):
            asyncio.run(ask(endless))
        assert tracemalloc.get_traced_memory()[1] < 8_000_000
    finally:
        tracemalloc.stop()


# promise D1
def test_a_black_hole_does_not_hold_up_the_others() -> None:
    async def scene() -> tuple[int, list[BaseException | Response], int]:
        async with (
            faults(silence) as hole,
            faults(says(OK)) as server,
            Client(TESTING, user_agent="test", total_timeout=SOON) as client,
        ):
            calls = (client.request("GET", hole.url) for _ in range(20))
            stuck = asyncio.gather(*calls, return_exceptions=True)
            answer = await client.request("GET", server.url)
            assert not stuck.done()
            return answer.status, await stuck, len(hole.requests)

    status, errors, seen = asyncio.run(scene())
    kinds = [type(error) for error in errors]
    assert status == 200
    assert set(kinds) == {Uncertain, NotSent}
    assert seen <= kinds.count(Uncertain), "a request that was seen was called not sent"


# promise D5
@pytest.mark.parametrize("name", ["Content-Encoding", "Transfer-Encoding"])
@pytest.mark.parametrize("encoding", ["gzip", "br", "deflate", "zstd", "x-unknown", "identity, gzip"])
def test_a_compressed_answer_is_refused_before_it_is_read(name: str, encoding: str) -> None:
    head = f"{HEAD}{name}: {encoding}{', chunked' if name.startswith('T') else ''}\r\n"
    body = (
        f"Content-Length: {len(BOMB)}\r\n\r\n".encode()
        if name.startswith("C")
        else b"\r\n2\r\nok\r\n0\r\n\r\n"
    )
    with pytest.raises(BadResponse):
        asyncio.run(ask(says(head, body + BOMB)))


# promise D5
def test_a_compressed_answer_that_does_not_say_so_is_never_unpacked() -> None:
    answer, _ = asyncio.run(ask(says(f"{HEAD}Content-Length: {len(BOMB)}\r\n\r\n", BOMB)))
    assert answer.body == BOMB


def test_a_caller_can_only_ask_for_less_time_and_less_bytes() -> None:
    async def scene() -> None:
        big = f"{HEAD}Content-Length: 60\r\n\r\n{'x' * 60}"
        async with faults(says(big)) as server, Client(TESTING, user_agent="test", max_bytes=60) as client:
            assert len((await client.request("GET", server.url, max_bytes=9_999)).body) == 60
            with pytest.raises(TooLarge) as caught:
                await client.request("GET", server.url, max_bytes=59)
            assert caught.value.status == 200
            with pytest.raises(NotSent):
                await client.request("GET", server.url, deadline=0)
            assert len(server.requests) == 2
        async with faults(silence) as hole, Client(TESTING, user_agent="test", total_timeout=SOON) as client:
            with pytest.raises(Uncertain):
                await asyncio.wait_for(client.request("GET", hole.url, deadline=3600), 20 * SOON)

    asyncio.run(scene())


def test_connections_are_kept_and_cookies_are_not() -> None:
    cookie = "HTTP/1.1 200 OK\r\nSet-Cookie: a=b\r\nContent-Length: 2\r\n\r\nok"

    async def scene() -> tuple[int, list[str]]:
        async with faults(says(cookie)) as server, Client(TESTING, user_agent="test") as client:
            for _ in range(5):
                await client.request("POST", server.url, body=b"x")
            return server.connections, server.requests

    connections, requests = asyncio.run(scene())
    assert (connections, len(requests)) == (1, 5)
    assert not any("cookie" in request.lower() for request in requests)


def test_proxies_of_the_environment_are_ignored(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "https_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    assert asyncio.run(ask(says(OK)))[0].status == 200


# promise D3
@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:{}/", "https://127.0.0.1:{}/", "https://[::1]:{}/", "http://localhost:{}/"]
)
def test_the_default_guard_never_dials_this_machine(url: str) -> None:
    async def scene() -> int:
        async with faults(says(OK)) as inner, Client(Guard(), user_agent="test") as client:
            with pytest.raises(Refused):
                await client.request("GET", url.format(inner.port))
            return inner.connections

    assert asyncio.run(scene()) == 0


@pytest.mark.parametrize("method", ["get", "CONNECT", "TRACE", "GET / HTTP/1.1\r\nX: y\r\n\r\nGET"])
def test_unknown_methods_are_a_mistake_of_the_caller(method: str) -> None:
    with pytest.raises(ValueError, match="not a method"):
        asyncio.run(ask(says(OK), method))
