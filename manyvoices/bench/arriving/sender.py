"""Posts requests that are ready, over several connections at once, and says how each was answered.

`python -m manyvoices.bench.arriving.sender PORT CONNECTIONS FILE`: the file holds the requests as a JSON list of texts.
Prints JSON: the seconds it took, and for each request its status and how long it waited. It begins when it reads a line.
"""

import asyncio
import json
import re
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import uvloop

HOST = "127.0.0.1"
LENGTH = re.compile(rb"\r\ncontent-length: *([0-9]+)", re.IGNORECASE)
Answered = tuple[int, float]


async def send_all(port: int, connections: int, parcels: list[bytes]) -> list[Answered]:
    """The status of each and the seconds until it came."""
    waiting, answered = iter(parcels), list[Answered]()
    await asyncio.gather(*(_send(port, waiting, answered) for _ in range(connections)))
    return answered


async def _send(port: int, waiting: Iterator[bytes], answered: list[Answered]) -> None:
    reader, writer = await asyncio.open_connection(HOST, port)
    for parcel in waiting:
        began = time.monotonic()
        writer.write(parcel)
        head = await reader.readuntil(b"\r\n\r\n")
        found = LENGTH.search(head)
        await reader.readexactly(int(found[1]) if found else 0)
        answered.append((int(head[9:12]), time.monotonic() - began))
    writer.close()


def main() -> None:
    """Sends the file."""
    port, connections = int(sys.argv[1]), int(sys.argv[2])
    parcels = [text.encode() for text in json.loads(Path(sys.argv[3]).read_text())]
    print("ready", flush=True)
    sys.stdin.readline()
    began = time.monotonic()
    answered = uvloop.run(send_all(port, connections, parcels))
    print(json.dumps({"seconds": time.monotonic() - began, "answered": answered}), flush=True)


if __name__ == "__main__":
    main()
