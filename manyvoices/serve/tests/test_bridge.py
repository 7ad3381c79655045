"""The bridge to WSGI: few threads, a bounded queue, answers taken in steps and closed once."""

import asyncio
import threading
from collections.abc import Iterator
from typing import Any

import pytest

from manyvoices.serve.asgi import Environ, Message
from manyvoices.serve.bridge import AT_ONCE, Answer, Bridge, Overloaded, ask

HERE: Environ = {"REQUEST_METHOD": "GET", "PATH_INFO": "/"}


class Parts:
    """An answer of a WSGI application that knows how often it was closed and who made it."""

    def __init__(self, *parts: bytes) -> None:
        self.parts = parts
        self.closed = 0
        self.threads: set[str] = set()

    def __call__(self, _environ: Environ, start_response: Any) -> "Parts":
        start_response("200 OK", [("X-Test", "1")])
        return self

    def __iter__(self) -> Iterator[bytes]:
        for part in self.parts:
            self.threads.add(threading.current_thread().name.split("_")[0])
            yield part

    def close(self) -> None:
        self.closed += 1


def collect(bridge: Bridge) -> list[Message]:
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    asyncio.run(bridge.run(dict(HERE), send))
    return sent


def test_a_short_answer_goes_out_in_one_piece() -> None:
    app = Parts(b"a", b"b")
    start, body = collect(Bridge(app))
    assert (start["status"], start["headers"]) == (200, [(b"x-test", b"1")])
    assert (body["body"], body["more_body"], app.closed) == (b"ab", False, 1)


def test_a_long_answer_goes_out_in_steps_made_in_the_pool() -> None:
    app = Parts(*[b"x" * AT_ONCE] * 3, b"end")
    _, *bodies = collect(Bridge(app))
    assert [len(body["body"]) for body in bodies] == [AT_ONCE] * 3 + [3]
    assert [body["more_body"] for body in bodies] == [True, True, True, False]
    assert (app.closed, app.threads) == (1, {"wsgi"})


def test_a_client_that_leaves_in_the_middle_closes_the_answer() -> None:
    app = Parts(*[b"x" * AT_ONCE] * 3)

    async def send(message: Message) -> None:
        if message["type"] == "http.response.body":
            raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        asyncio.run(Bridge(app).run(dict(HERE), send))
    assert app.closed == 1


def test_a_failing_application_is_a_500(caplog: pytest.LogCaptureFixture) -> None:
    def broken(_environ: Environ, _start_response: Any) -> list[bytes]:
        raise RuntimeError("broken on purpose")

    answer: Answer = ask(broken, HERE)
    assert (answer.status, answer.rest) == (500, None)
    assert "broken on purpose" in caplog.text


def test_a_full_queue_refuses_and_recovers() -> None:
    async def crowd() -> tuple[int, int]:
        gate = threading.Event()

        def waiting(_environ: Environ, start_response: Any) -> list[bytes]:
            gate.wait()
            start_response("200 OK", [])
            return []

        async def send(_message: Message) -> None:
            return

        bridge = Bridge(waiting, threads=1, waiting_at_most=1)
        served = [asyncio.create_task(bridge.run(dict(HERE), send)) for _ in range(2)]
        await asyncio.sleep(0)
        with pytest.raises(Overloaded):
            await bridge.run(dict(HERE), send)
        full = bridge.taken
        gate.set()
        await asyncio.gather(*served)
        return full, bridge.taken

    assert asyncio.run(crowd()) == (2, 0)
