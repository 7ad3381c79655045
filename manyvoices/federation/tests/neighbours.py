"""Other servers for tests: their people, and inboxes on loopback that answer as told."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, ParamSpec, TypeVar

from django.conf import settings

from manyvoices.config import Config
from manyvoices.core import clock
from manyvoices.core.http import Client, Guard
from manyvoices.core.work import Tools
from manyvoices.core.work.drain import drain
from manyvoices.federation.actions.publish_note import publish_note
from manyvoices.federation.content import content
from manyvoices.federation.models import ActorKey, Dispatch, Follower, Note, RemoteActor
from manyvoices.federation.signatures import IncomingRequest, KeyPair, claimed, make_key_pair, verify
from manyvoices.federation.work.dispatches import Dispatches
from manyvoices.pauses.kinds import PostKind
from manyvoices.voices.models import Channel, Voice

P = ParamSpec("P")
T = TypeVar("T")
WORKER = 7
_PAIRS: list[KeyPair] = []


def pair() -> KeyPair:
    """One key pair for the whole run: making one takes 0.1 s."""
    if not _PAIRS:
        _PAIRS.append(make_key_pair())
    return _PAIRS[0]


def with_key(voice: Voice) -> Voice:
    """The voice as an actor."""
    now = clock.now()
    ActorKey.objects.get_or_create(
        voice=voice,
        defaults={"private": pair().private_pem, "public": pair().public_pem, "made_at": now},
    )
    return voice


def loopback_config() -> Config:
    """The settings of a test in which servers on this machine count."""
    config: Config = settings.CONFIG
    return Config.model_validate({**config.model_dump(), "allow_loopback_peers": True})


def local_config() -> Config:
    """The settings of an installation without a public address."""
    config: Config = settings.CONFIG
    return Config.model_validate({**config.model_dump(), "base_url": ""})


def stranger(name: str = "lena", origin: str = "https://far.example", *, shared: bool = True) -> RemoteActor:
    """Somebody on another server, as if fetched from there."""
    uri = f"{origin}/users/{name}"
    return RemoteActor.objects.create(
        uri=uri,
        domain=origin.split("://")[1],
        username=name,
        name=name.title(),
        inbox=f"{uri}/inbox",
        shared_inbox=f"{origin}/inbox" if shared else "",
        key_id=f"{uri}#main-key",
        public_key=pair().public_pem,
        fetched_at=clock.now(),
    )


def follow(actor: RemoteActor, voice: Voice) -> Follower:
    """The actor follows the voice since now."""
    return Follower.objects.create(
        voice=voice, actor=actor, activity_id=f"{actor.uri}#follow-{voice.pk}", since=clock.now()
    )


def native(voice: Voice) -> Channel:
    """The voice's channel on our own network."""
    return voice.channels.get(network="native")


def say(voice: Voice, key: str = "1", text: str = "Hello", **given: Any) -> Note:
    """A note of the voice, published like the adapter does it."""
    words = content(
        text=text,
        content_warning=given.pop("content_warning", ""),
        language="en",
        pictures=given.pop("pictures", ()),
    )
    fields = {"kind": PostKind.STORY, "world": "live"} | given
    return publish_note(channel=native(with_key(voice)), delivery_key=key, content=words, **fields)


async def here(do: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
    """Stands in for the worker's database thread, on the connection and in the transaction of the test.

    Django gives each running loop a connection of its own, so for the moment of the call there is no loop.
    """
    loop = asyncio.get_running_loop()
    asyncio._set_running_loop(None)
    try:
        return do(*args, **kwargs)
    finally:
        asyncio._set_running_loop(loop)


async def drained(client: Client, kind: Dispatches | None = None, worker: int = WORKER) -> int:
    """One batch of dispatches, the slow ones among them; how many rows were taken."""
    chosen, given = kind or Dispatches(), tools(client, worker=worker)
    taken = await drain(chosen, given)
    await chosen.finish(given)
    return taken


def tools(client: Any = None, *, worker: int = WORKER, db: Any = here) -> Tools:
    """What the worker hands out."""
    return Tools(db=db, http=client, worker=worker, home=client, own_url="http://127.0.0.1:8000")


def client(**given: Any) -> Client:
    """The one door out, open to this machine."""
    return Client(Guard(loopback=True), user_agent="Manyvoices/test", **given)


@dataclass
class Neighbour:
    """A server with one inbox. `answers` holds the statuses it gives, the last one for ever; 0 hangs up."""

    answers: list[int] = field(default_factory=lambda: [202])
    headers: Mapping[str, str] = field(default_factory=dict)
    hold: "Callable[[], Awaitable[None]] | None" = None
    port: int = 0
    got: list[IncomingRequest] = field(default_factory=list)
    at_once: int = 0
    most_at_once: int = 0

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def activities(self) -> list[dict[str, Any]]:
        """What arrived, in order."""
        return [json.loads(request.body) for request in self.got]

    @property
    def types(self) -> list[str]:
        return [str(activity["type"]) for activity in self.activities]

    def check(self, request: IncomingRequest, public_pem: str) -> str:
        """The key id of a well signed request; raises SignatureProblem for any other."""
        claim = claimed(request)
        verify(request, claim, public_pem, clock.now())
        return claim.key_id

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                self.got.append(await self._read(reader))
                self.at_once += 1
                self.most_at_once = max(self.most_at_once, self.at_once)
                if self.hold:
                    await self.hold()
                self.at_once -= 1
                status = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
                if not status:
                    break
                extra = "".join(f"{name}: {value}\r\n" for name, value in self.headers.items())
                writer.write(f"HTTP/1.1 {status} X\r\nContent-Length: 0\r\n{extra}\r\n".encode())
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()

    async def _read(self, reader: asyncio.StreamReader) -> IncomingRequest:
        head = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
        method, path, _version = head[0].split(" ")
        lines = [line.split(": ", 1) for line in head[1:] if line]
        headers = {name.lower(): value for name, value in lines}
        body = await reader.readexactly(int(headers.get("content-length", 0)))
        return IncomingRequest(method, path, f"127.0.0.1:{self.port}", headers, body, scheme="http")


@asynccontextmanager
async def running(*neighbours: Neighbour) -> AsyncIterator[None]:
    """The neighbours listen, on the port they had before if they had one."""
    servers = []
    for one in neighbours:
        server = await asyncio.start_server(one.serve, "127.0.0.1", one.port)
        one.port = server.sockets[0].getsockname()[1]
        servers.append(server)
    try:
        yield
    finally:
        for server in servers:
            server.close()
        await asyncio.sleep(0)


def with_neighbours(*neighbours: Neighbour, do: Callable[[], Any], rounds: int = 1) -> Any:
    """`do` prepares rows once the neighbours listen; then so many batches."""

    async def go() -> Any:
        async with running(*neighbours), client() as http:
            made = await here(do)
            for _ in range(rounds):
                await drained(http)
            return made

    return asyncio.run(go())


def followed(voice: Voice, neighbour: Neighbour, name: str = "lena") -> None:
    """Somebody on the neighbour follows the voice."""
    follow(stranger(name, neighbour.origin), voice)


def words(text: str) -> dict[str, Any]:
    """The content of a note."""
    return content(text=text, content_warning="", language="en", pictures=())


def due_now() -> None:
    """Nothing waits any more."""
    Dispatch.objects.exclude(due_at=None).update(due_at=clock.now())
