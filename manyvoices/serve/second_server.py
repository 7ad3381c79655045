"""The second server of a demo, in a process of its own.

Started by the demo's supervisor as `python -m manyvoices.serve.second_server`; knows its place from the mark in the data folder.
"""

import asyncio
import os
import signal

import uvloop
from granian.constants import HTTPModes, Interfaces
from granian.log import LogLevels
from granian.server.embed import Server

from manyvoices import __version__
from manyvoices.config import Config, load
from manyvoices.core.http import Client, Guard
from manyvoices.demo.peer.server import Platform9
from manyvoices.demo.peer.store import Store
from manyvoices.demo.peer.wire import Wire
from manyvoices.demo_mark import HOST, DemoMark
from manyvoices.serve.lifeline import end_with_supervisor
from manyvoices.serve.logs import write_logs


async def serve(config: Config, mark: DemoMark) -> None:
    """Serve until SIGTERM or SIGINT."""
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    store = Store(config.data_dir)
    # Addresses on this machine alone; `Wire` narrows them to the demo's own.
    async with Client(Guard(loopback=True), user_agent=f"Platform9/{__version__}") as client:
        server = Server(
            Platform9(mark, store, Wire(client, mark.origin)),
            address=HOST,
            port=mark.peer_port,
            interface=Interfaces.ASGINL,
            http=HTTPModes.http1,
            websockets=False,
            log_level=LogLevels.error,
        )
        serving = asyncio.create_task(server.serve())
        stopping = asyncio.create_task(stop.wait())
        await asyncio.wait({serving, stopping}, return_when=asyncio.FIRST_COMPLETED)
        if not serving.done():
            server.stop()  # type: ignore[no-untyped-call]
        stopping.cancel()
        await serving
    store.close()


def main() -> None:
    """Run the process. A folder without the mark has no second server."""
    may_go = end_with_supervisor()
    write_logs()
    config = load(os.environ)
    may_go.wait()
    if config.demo is None:
        raise SystemExit("There is no demo in this folder.")
    uvloop.run(serve(config, config.demo))


if __name__ == "__main__":
    main()
