"""Names: one bad answer spoils all, and what was checked is what is dialled."""

import asyncio
import socket
from collections.abc import Awaitable, Callable, Sequence

import pytest

from manyvoices.core.http.client import Client
from manyvoices.core.http.errors import NotSent, Refused
from manyvoices.core.http.guard import Guard
from manyvoices.core.http.resolving import AddressRefused, GuardedResolver, Lookup, guarded_socket
from manyvoices.core.http.tests.fault_server import OK, FaultServer, faults, says

TESTING = Guard(loopback=True)
Scene = Callable[[FaultServer], Awaitable[None]]


def answering(*addresses: str) -> Lookup:
    async def lookup(_host: str) -> Sequence[str]:
        return addresses

    return lookup


async def resolve(guard: Guard, *addresses: str) -> list[str]:
    resolver = GuardedResolver(guard, answering(*addresses))
    try:
        return [result["host"] for result in await resolver.resolve("peer.example", 443)]
    finally:
        await resolver.close()


def test_public_answers_pass_once_each_and_not_without_end() -> None:
    assert asyncio.run(resolve(Guard(), "8.8.8.8", "2606:4700::1111", "8.8.8.8")) == [
        "8.8.8.8",
        "2606:4700::1111",
    ]
    assert len(asyncio.run(resolve(Guard(), *[f"8.8.8.{n}" for n in range(100)]))) == 6


# promise D3
@pytest.mark.parametrize(
    "bad",
    [
        "127.0.0.1",
        "10.0.0.1",
        "169.254.169.254",
        "::1",
        "::ffff:127.0.0.1",
        "fe80::1%eth0",
        "64:ff9b::7f00:1",
        "0.0.0.0",
    ],
)
@pytest.mark.parametrize("good_first", [True, False])
def test_one_bad_answer_spoils_all(bad: str, *, good_first: bool) -> None:
    answers = ["8.8.8.8"] * 10 + [bad] if good_first else [bad, "8.8.8.8"]
    with pytest.raises(AddressRefused):
        asyncio.run(resolve(Guard(), *answers))


# promise D3
def test_an_allowed_pair_is_no_way_in_for_a_name() -> None:
    with pytest.raises(AddressRefused):
        asyncio.run(resolve(Guard(allowed=frozenset({("127.0.0.1", 443)})), "127.0.0.1"))


def test_a_name_without_addresses_was_not_sent() -> None:
    async def scene() -> None:
        async with Client(Guard(), user_agent="test", lookup=answering()) as client:
            await client.request("POST", "https://peer.example/", body=b"x")

    with pytest.raises(NotSent):
        asyncio.run(scene())


# promise D3
def test_a_name_that_changes_its_mind_never_reaches_an_inner_server() -> None:
    """The first answer is good, every later one is the inner server: only what was checked may be dialled."""
    asked: list[str] = []

    async def scene(inner: FaultServer) -> None:
        async def lookup(host: str) -> Sequence[str]:
            asked.append(host)
            return ["8.8.8.8", "127.0.0.1"] if len(asked) == 1 else ["127.0.0.1"]

        async with Client(Guard(), user_agent="test", lookup=lookup) as client:
            for _ in range(3):
                with pytest.raises(Refused):
                    await client.request("POST", f"https://rebind.example:{inner.port}/", body=b"x")

    assert hits(scene) == 0
    assert len(asked) == 3


# promise D3
def test_without_the_guard_the_same_scene_reaches_the_inner_server() -> None:
    """The broken twin: a guard that lets everything pass is hit, so the test above can fail."""

    async def scene(inner: FaultServer) -> None:
        async with Client(TESTING, user_agent="test", lookup=answering("127.0.0.1")) as client:
            with pytest.raises(NotSent):  # the inner server does not speak TLS
                await client.request("POST", f"https://rebind.example:{inner.port}/", body=b"x", deadline=0.2)

    assert hits(scene) == 1


# promise D3
def test_the_socket_factory_is_the_last_guard() -> None:
    make = guarded_socket(Guard(allowed=frozenset({("127.0.0.1", 8000)})))
    for family, address in (
        (socket.AF_INET, ("127.0.0.1", 443)),
        (socket.AF_INET6, ("::1", 443, 0, 0)),
        (socket.AF_INET6, ("::ffff:127.0.0.1", 8000, 0, 0)),
        (socket.AF_INET, ("169.254.169.254", 80)),
    ):
        with pytest.raises(AddressRefused):
            make((family, socket.SOCK_STREAM, 0, "", address))
    make((socket.AF_INET, socket.SOCK_STREAM, 0, "", ("127.0.0.1", 8000))).close()


# promise D3
def test_the_client_dials_only_through_the_guarded_socket(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every earlier check is switched off; the literal address must still be refused."""
    monkeypatch.setattr("manyvoices.core.http.targets.check_host", lambda *_: None)
    monkeypatch.setattr("manyvoices.core.http.targets.check_door", lambda *_: None)

    async def scene(inner: FaultServer) -> None:
        async with Client(Guard(), user_agent="test") as client:
            with pytest.raises(Refused):
                await client.request("GET", inner.url)

    assert hits(scene) == 0


def test_the_system_resolver_is_asked_for_real_names() -> None:
    async def scene() -> list[str]:
        resolver = GuardedResolver(TESTING)
        try:
            return [result["host"] for result in await resolver.resolve("localhost", 80)]
        finally:
            await resolver.close()

    assert set(asyncio.run(scene())) <= {"127.0.0.1", "::1"}


def hits(scene: Scene) -> int:
    """How many connections an inner server on loopback saw during `scene`."""

    async def run() -> int:
        async with faults(says(OK)) as inner:
            await scene(inner)
            return inner.connections

    return asyncio.run(run())
