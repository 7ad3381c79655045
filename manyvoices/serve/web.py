"""The web process: the front and Django behind it, on one port.

Started by the supervisor as `python -m manyvoices.serve.web`. Ends on SIGTERM: new requests are refused,
those at work are answered, then the port is given back.
"""

import asyncio
import gc
import resource
import signal
from collections.abc import Collection, Mapping, Sequence

import uvloop
from django.conf import settings
from django.urls import get_resolver
from django.utils.module_loading import import_string
from granian.constants import HTTPModes, Interfaces
from granian.http import HTTP1Settings
from granian.log import LogLevels
from granian.server.embed import Server

from manyvoices import wiring
from manyvoices.activitypub.posts import Posted, Said
from manyvoices.conversations.sight import Moment, Sight
from manyvoices.core.connections import leave_old_connections
from manyvoices.serve.asgi import AsgiApp
from manyvoices.serve.bridge import Bridge
from manyvoices.serve.front import Front
from manyvoices.serve.hosts import names_of
from manyvoices.serve.inbox_door import InboxDoor
from manyvoices.serve.lifeline import end_with_supervisor
from manyvoices.serve.logs import write_logs
from manyvoices.serve.streams import Streams
from manyvoices.serve.watch import Watch
from manyvoices.web.live.admitted import Admitted

DRAIN_SECONDS = 15
# One permit is one open connection, idle ones included.
CONNECTIONS = 2000
HEADERS_WITHIN_MS = 10_000


def server_for(front: Front, host: str, port: int) -> Server:
    """A granian server in this process and on this event loop."""
    return Server(
        front,
        address=host,
        port=port,
        interface=Interfaces.ASGINL,
        http=HTTPModes.http1,
        http1_settings=HTTP1Settings(header_read_timeout=HEADERS_WITHIN_MS),
        websockets=False,
        backlog=1024,
        backpressure=CONNECTIONS,
        log_level=LogLevels.error,
    )


async def serve(front: Front, host: str, port: int) -> None:
    """Serve until SIGTERM or SIGINT, then answer what is at work, for at most `DRAIN_SECONDS`."""
    server = server_for(front, host, port)
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    serving = asyncio.create_task(server.serve())
    stopping = asyncio.create_task(stop.wait())
    await asyncio.wait({serving, stopping}, return_when=asyncio.FIRST_COMPLETED)
    if not serving.done():
        await front.drain(DRAIN_SECONDS)
        server.stop()  # type: ignore[no-untyped-call]
    stopping.cancel()
    await serving


def allow_many_connections() -> None:
    """Raise the soft limit of open files to what the machine allows: every connection is one."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft < hard:
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


def mounts() -> Mapping[str, AsgiApp]:
    """The ASGI applications of `wiring.MOUNTS` by path prefix."""
    return {prefix: import_string(path) for prefix, path in wiring.MOUNTS.items()}


def settle() -> None:
    """Load every page now, and let the garbage collector look at none of it again.

    It walked through all of the code every dozen pages: 100 ms in which nobody was answered; 10 ms remain.
    """
    get_resolver().url_patterns  # noqa: B018 - looking at them loads them
    gc.collect()
    gc.freeze()


def answers(posts: Sequence[Posted]) -> list[Said]:
    """What the inbox says to each of `posts`."""
    said: list[Said] = import_string("manyvoices.activitypub.inbox.answers")(posts)
    return said


def look(open_pages: Collection[int]) -> Moment:
    """How conversations stand, for the pages that are open."""
    leave_old_connections()
    now: Moment = import_string("manyvoices.conversations.queries.changes.moment")(open_pages)
    return now


def check(asked: Collection[Admitted]) -> dict[Admitted, Sight]:
    """What each of them sees who may still listen."""
    leave_old_connections()
    found: dict[Admitted, Sight] = import_string("manyvoices.web.live.live.still_admitted")(asked)
    return found


def main() -> None:
    """Run the web process."""
    may_go = end_with_supervisor()
    write_logs()
    allow_many_connections()
    application = import_string("manyvoices.serve.wsgi.application")  # sets Django up
    config = settings.CONFIG
    mounted = mounts()
    settle()
    may_go.wait()
    bridge = Bridge(application)
    front = Front(
        bridge,
        mounts=mounted,
        hosts=names_of(config.public_url),
        inbox=InboxDoor(answers) if config.federates else None,
        streams=Streams(bridge, Watch(look, check)),
    )
    uvloop.run(serve(front, config.host, config.port))


if __name__ == "__main__":
    main()
