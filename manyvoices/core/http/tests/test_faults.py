"""NotSent is proof: it is raised only where the other side cannot have seen a byte of the request."""

import asyncio
import socket
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import aiohttp
import pytest

from manyvoices.core.http.client import Client
from manyvoices.core.http.errors import HttpError, NotSent, Uncertain
from manyvoices.core.http.faults import Flight, explain
from manyvoices.core.http.guard import Guard
from manyvoices.core.http.tests.fault_server import OK, FaultServer, faults, hangs_up, says, silence

TESTING = Guard(loopback=True)


async def post(url: str, deadline: float = 5.0) -> None:
    async with Client(TESTING, user_agent="test") as client:
        await client.request("POST", url, body=b"x", deadline=deadline)


@contextmanager
def bound() -> Iterator[socket.socket]:
    """A port that is taken and does not listen: whoever dials it is refused."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        yield taken


def test_connection_refused_was_not_sent() -> None:
    with bound() as taken, pytest.raises(NotSent) as caught:
        asyncio.run(post(f"http://127.0.0.1:{taken.getsockname()[1]}/"))
    assert not caught.value.may_have_been_accepted


def test_a_time_out_while_connecting_was_not_sent() -> None:
    with bound() as full:
        full.listen(0)
        address = full.getsockname()
        with socket.socket() as first, socket.socket() as second:
            for filler in (
                first,
                second,
            ):  # the queue is full now, and the next caller waits without an answer
                filler.setblocking(False)
                filler.connect_ex(address)
            with pytest.raises(NotSent):
                asyncio.run(post(f"http://127.0.0.1:{address[1]}/", 0.2))


def test_a_dead_name_server_was_not_sent() -> None:
    async def never(_host: str) -> Sequence[str]:
        await asyncio.Event().wait()
        return []

    async def fails(_host: str) -> Sequence[str]:
        raise socket.gaierror(socket.EAI_NONAME, "unknown")

    async def scene() -> None:
        for lookup in (never, fails):
            async with Client(Guard(), user_agent="test", lookup=lookup) as client:
                with pytest.raises(NotSent):
                    await client.request("POST", "https://peer.example/", body=b"x", deadline=0.1)

    asyncio.run(scene())


def test_a_broken_tls_handshake_was_not_sent() -> None:
    async def scene() -> list[str]:
        async with faults(silence) as server:
            with pytest.raises(NotSent):
                await post(f"https://127.0.0.1:{server.port}/", 0.2)
            return server.requests

    assert asyncio.run(scene()) == []


def test_a_time_out_after_the_request_is_uncertain() -> None:
    async def scene() -> list[str]:
        async with faults(silence) as server:
            with pytest.raises(Uncertain):
                await post(server.url, 0.2)
            return server.requests

    assert len(asyncio.run(scene())) == 1


async def drop_second(server: FaultServer) -> None:
    """From the second request of a connection on, take the request and hang up."""

    async def behave(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        first = len(server.requests) == 1
        await (says(OK) if first else hangs_up)(reader, writer)

    server.behaviour = behave


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "POST"])
def test_a_kept_connection_that_drops_is_uncertain_and_nothing_is_sent_again(method: str) -> None:
    async def scene() -> tuple[int, int]:
        async with faults(silence) as server, Client(TESTING, user_agent="test") as client:
            await drop_second(server)
            await client.request(method, server.url)
            with pytest.raises(Uncertain):
                await client.request(method, server.url)
            return len(server.requests), server.connections

    assert asyncio.run(scene()) == (2, 1)


def test_aiohttp_alone_would_have_sent_it_again() -> None:
    """The broken twin: without our middleware a DELETE is carried out twice."""

    async def scene() -> int:
        async with faults(silence) as server, aiohttp.ClientSession() as session:
            await drop_second(server)
            async with session.delete(server.url) as answer:
                await answer.read()
            with pytest.raises(aiohttp.ServerDisconnectedError):
                await session.delete(server.url)
            return len(server.requests)

    assert asyncio.run(scene()) == 3


def test_a_time_out_on_a_kept_connection_is_uncertain() -> None:
    async def scene() -> None:
        async with faults(says(OK)) as server, Client(TESTING, user_agent="test") as client:
            await client.request("POST", server.url, body=b"x")
            server.behaviour = silence
            with pytest.raises(Uncertain):
                await client.request("POST", server.url, body=b"x", deadline=0.2)
            assert server.connections == 1

    asyncio.run(scene())


def test_waiting_for_a_free_connection_was_not_sent() -> None:
    async def scene() -> int:
        async with faults(silence) as server, Client(TESTING, user_agent="test", per_host=1) as client:
            first = asyncio.create_task(client.request("POST", server.url, body=b"x", deadline=0.4))
            await asyncio.sleep(0)  # it takes the only connection
            with pytest.raises(NotSent):
                await client.request("POST", server.url, body=b"x", deadline=0.1)
            with pytest.raises(Uncertain):
                await first
            return len(server.requests)

    assert asyncio.run(scene()) == 1


@pytest.mark.parametrize(
    "error",
    [TimeoutError(), aiohttp.ServerDisconnectedError(), aiohttp.ClientOSError(104, "reset"), OSError(5, "x")],
)
def test_once_a_connection_was_handed_over_no_error_is_proof(error: Exception) -> None:
    assert isinstance(explain(error, Flight(handed_over=True)), Uncertain)


@pytest.mark.parametrize(
    "error", [aiohttp.ServerDisconnectedError(), aiohttp.ClientOSError(104, "reset"), OSError(5)]
)
def test_an_error_that_does_not_belong_to_connecting_is_no_proof(error: Exception) -> None:
    explained: HttpError = explain(error, Flight())
    assert explained.may_have_been_accepted


def test_giving_up_from_outside_stays_a_cancellation() -> None:
    async def scene() -> None:
        async with faults(silence) as server, Client(TESTING, user_agent="test") as client:
            task = asyncio.create_task(client.request("GET", server.url))
            await asyncio.sleep(0.05)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task

    asyncio.run(scene())
