"""Stands in for many servers: listens on many ports of this machine, takes every POST with a 202 and notes the time.

`python -m manyvoices.bench.pushing.receiver PORTS` prints the ports as JSON. Each line on standard input is answered by
the times of what arrived since the last one. It ends with its standard input.
"""

import asyncio
import json
import re
import sys
import time

import uvloop

HOST = "127.0.0.1"
LENGTH = re.compile(rb"\r\ncontent-length: *([0-9]+)", re.IGNORECASE)
TAKEN = b"HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n"


class Inbox(asyncio.Protocol):
    """One connection: whole requests are counted, nothing of them is kept."""

    arrived: list[float]

    def __init__(self, arrived: list[float]) -> None:
        self.arrived, self.buffer = arrived, b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Where the answers go."""
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        """Answers as many requests as are complete."""
        self.buffer += data
        while (end := self.buffer.find(b"\r\n\r\n")) >= 0:
            found = LENGTH.search(self.buffer, 0, end + 2)
            whole = end + 4 + (int(found[1]) if found else 0)
            if len(self.buffer) < whole:
                return
            self.buffer = self.buffer[whole:]
            self.arrived.append(time.monotonic())
            self.transport.write(TAKEN)  # type: ignore[attr-defined]


async def receive(ports: int) -> None:
    """Listens until standard input ends."""
    loop = asyncio.get_running_loop()
    arrived: list[float] = []
    servers = [await loop.create_server(lambda: Inbox(arrived), HOST, 0, backlog=512) for _ in range(ports)]
    print(json.dumps([server.sockets[0].getsockname()[1] for server in servers]), flush=True)
    while await loop.run_in_executor(None, sys.stdin.readline):
        print(json.dumps(arrived), flush=True)
        arrived.clear()


if __name__ == "__main__":
    uvloop.run(receive(int(sys.argv[1])))
