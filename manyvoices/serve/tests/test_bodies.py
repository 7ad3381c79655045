"""Receiving bodies: what is held is counted, bounded and given back, however receiving ends."""

import asyncio
from collections.abc import Iterable

import pytest

from manyvoices.serve.asgi import Message, Receive
from manyvoices.serve.bodies import (
    IN_MEMORY,
    Bodies,
    Body,
    Gone,
    Malformed,
    NoRoom,
    TooLarge,
    TooSlow,
    has_body,
    size_of,
)
from manyvoices.serve.routes import Limit

ROOMY = Limit(size=1000, seconds=20)


def sending(*chunks: bytes, then: Iterable[Message] = ()) -> Receive:
    """A client that sends these chunks, then `then`, then nothing more for ever."""
    messages = [{"type": "http.request", "body": chunk, "more_body": True} for chunk in chunks]
    waiting = iter([*messages, *then])

    async def receive() -> Message:
        for message in waiting:
            return message
        await asyncio.Event().wait()
        raise AssertionError

    return receive


END: Message = {"type": "http.request", "body": b"", "more_body": False}
HANGS_UP: Message = {"type": "http.disconnect"}


def read(bodies: Bodies, receive: Receive, limit: Limit = ROOMY) -> Body:
    return asyncio.run(bodies.read([], receive, limit))


def test_a_body_is_whole_and_its_room_is_given_back() -> None:
    bodies = Bodies()
    body = read(bodies, sending(b"ab", b"c", then=[END]))
    assert (body.read(), size_of(body), bodies.held) == (b"abc", 3, 3)
    bodies.release(body)
    assert bodies.held == 0


@pytest.mark.parametrize(
    ("receive", "limit", "error"),
    [
        (sending(b"x" * 501, b"x" * 500), ROOMY, TooLarge),
        (sending(b"x"), Limit(size=1000, seconds=0.01), TooSlow),
        (sending(b"x", then=[HANGS_UP]), ROOMY, Gone),
        (sending(b"x" * 60, b"x" * 60), ROOMY, NoRoom),
    ],
)
def test_what_is_refused_holds_nothing_afterwards(
    receive: Receive, limit: Limit, error: type[Exception]
) -> None:
    bodies = Bodies(at_most=100 if error is NoRoom else 10_000)
    with pytest.raises(error):
        read(bodies, receive, limit)
    assert bodies.held == 0


def test_two_bodies_share_the_room() -> None:
    bodies = Bodies(at_most=100)
    first = read(bodies, sending(b"x" * 60, then=[END]))
    with pytest.raises(NoRoom):
        read(bodies, sending(b"x" * 60, then=[END]))
    bodies.release(first)
    second = read(bodies, sending(b"x" * 60, then=[END]))
    assert (size_of(second), bodies.held) == (60, 60)
    bodies.release(second)


def test_a_large_body_leaves_the_memory() -> None:
    wide = Limit(size=10 * IN_MEMORY, seconds=20)
    with (
        read(Bodies(), sending(b"x" * IN_MEMORY, then=[END]), wide) as small,
        read(Bodies(), sending(b"x" * IN_MEMORY, b"x", then=[END]), wide) as large,
    ):
        assert (small._rolled, large._rolled) == (False, True)  # type: ignore[attr-defined]


def test_an_announced_length_is_judged_before_anything_is_read() -> None:
    with pytest.raises(TooLarge):
        asyncio.run(Bodies().read([(b"content-length", b"1001")], sending(), ROOMY))
    with pytest.raises(Malformed):
        asyncio.run(Bodies().read([(b"content-length", b"1e3")], sending(), ROOMY))


def test_who_announces_no_body_is_not_waited_for() -> None:
    assert not has_body([(b"host", b"x")])
    assert not has_body([(b"content-length", b"0")])
    assert has_body([(b"content-length", b"1")])
    assert has_body([(b"transfer-encoding", b"chunked")])
