"""A web server on loopback that misbehaves as told: raw sockets, so that no library corrects it."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field

Behaviour = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


@dataclass
class FaultServer:
    """What arrived: `connections` counts them, `requests` holds each head as text."""

    behaviour: Behaviour
    port: int = 0
    connections: int = 0
    requests: list[str] = field(default_factory=list)
    handlers: set["asyncio.Task[None] | None"] = field(default_factory=set)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        self.handlers.add(asyncio.current_task())
        try:
            with suppress(ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
                while True:
                    head = await reader.readuntil(b"\r\n\r\n")
                    self.requests.append(head.decode())
                    await self.behaviour(reader, writer)
        finally:
            self.handlers.discard(asyncio.current_task())
            writer.close()


@asynccontextmanager
async def faults(behaviour: Behaviour, host: str = "127.0.0.1", port: int = 0) -> AsyncIterator[FaultServer]:
    """Run a server with `behaviour`, which is called after the head of each request has been read."""
    server = FaultServer(behaviour)
    listener = await asyncio.start_server(server.serve, host, port)
    server.port = listener.sockets[0].getsockname()[1]
    try:
        yield server
    finally:
        listener.close()
        handlers = [task for task in server.handlers if task is not None]
        for task in handlers:
            task.cancel()
        await asyncio.gather(*handlers, return_exceptions=True)
        await listener.wait_closed()
        await asyncio.sleep(0)  # the transports close one turn later


def says(*parts: bytes | str, then_close: bool = False) -> Behaviour:
    """Answer with exactly these bytes, piece by piece."""

    async def behave(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        for part in parts:
            writer.write(part if isinstance(part, bytes) else part.encode())
            await writer.drain()
        if then_close:
            writer.close()
            raise ConnectionAbortedError

    return behave


def repeats(start: bytes | str, piece: bytes, pause: float = 0.0) -> Behaviour:
    """Answer with `start`, then `piece` without end, `pause` seconds apart."""

    async def behave(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(start if isinstance(start, bytes) else start.encode())
        while not writer.is_closing():
            writer.write(piece)
            await writer.drain()
            await asyncio.sleep(pause)

    return behave


async def silence(_reader: asyncio.StreamReader, _writer: asyncio.StreamWriter) -> None:
    """A black hole: accepts and never answers."""
    await asyncio.Event().wait()


async def hangs_up(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Drops the connection after the request has been taken."""
    writer.close()
    raise ConnectionAbortedError


OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"


def redirect(location: str, status: int = 302) -> str:
    return f"HTTP/1.1 {status} Go\r\nLocation: {location}\r\nContent-Length: 0\r\n\r\n"
