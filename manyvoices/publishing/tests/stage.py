"""A stage for deliveries: a network that is a plain class, and a worker that works when it is told to."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import partial
from typing import ParamSpec, TypeVar, cast

from django.db import connections

from manyvoices.core import clock
from manyvoices.core.http import Client
from manyvoices.core.ids import new_id
from manyvoices.core.work import Tools
from manyvoices.core.work.claiming import claim
from manyvoices.core.work.drain import drain
from manyvoices.networks.contract import Account, Batch, Limits, Outgoing, Prepared, Receipt
from manyvoices.people.models import Person
from manyvoices.publishing.actions.release_post import release_post
from manyvoices.publishing.actions.save_draft import Words, save_draft
from manyvoices.publishing.actions.start_draft import start_draft
from manyvoices.publishing.models import ChannelFlow, Delivery, Post, State, Verb
from manyvoices.publishing.work.deliveries import Deliveries
from manyvoices.publishing.work.timing import Timing
from manyvoices.voices.models import Channel, Voice

P = ParamSpec("P")
T = TypeVar("T")
NO_HTTP = cast(Client, None)  # the fake network needs no door
Happening = Callable[[str], None]


def nothing(_key: str) -> None:
    """What happens during a call when nothing does."""


def fail(error: Exception) -> Happening:
    """A hook that raises `error`."""

    def raising(_key: str) -> None:
        raise error

    return raising


class FakeNetwork:
    """An Adapter in memory. `posts` is what stands there, `calls` counts every call; the hooks may raise or act.

    `before` runs before something is accepted, `after` when it was, `preparing` and `looking` in those calls.
    """

    limits = Limits(length=500)
    deadline = timedelta(seconds=1)
    settle = timedelta(seconds=1)
    look_every = timedelta(minutes=1)

    def __init__(self) -> None:
        self.desk: Desk | None = None
        self.clear()

    def clear(self) -> None:
        """Forgets everything, and behaves."""
        self.can = frozenset({"publish", "revise", "remove", "find"})
        self.posts: dict[str, str] = {}
        self.published: list[str] = []
        self.keys: dict[str, str] = {}
        self.calls: Counter[str] = Counter()
        self.outgoing: list[Outgoing] = []
        self.preparing: Happening = nothing
        self.before: Happening = nothing
        self.after: Happening = nothing
        self.looking: Happening = nothing

    async def _happens(self, what: Happening, key: str) -> None:
        """Runs a hook where the database is, since it may look or write there."""
        assert self.desk is not None
        await self.desk(what, key)

    async def collect(self, account: Account, cursor: str) -> Batch:
        self.calls["collect"] += 1
        return Batch(cursor=cursor)

    async def greet(self, account: Account) -> str:
        self.calls["greet"] += 1
        return "It knows you."

    async def prepare(self, account: Account, outgoing: Outgoing) -> Prepared:
        self.calls["prepare"] += 1
        await self._happens(self.preparing, outgoing.key)
        return Prepared(outgoing, {"uploaded": len(outgoing.media)})

    async def publish(self, account: Account, prepared: Prepared) -> Receipt:
        outgoing = prepared.outgoing
        self.calls["publish"] += 1
        await self._happens(self.before, outgoing.key)
        remote_id = f"r{len(self.published) + 1}"
        self.published.append(outgoing.key)
        self.outgoing.append(outgoing)
        self.posts[remote_id] = outgoing.text
        self.keys.setdefault(outgoing.key, remote_id)
        await self._happens(self.after, outgoing.key)
        return receipt(remote_id)

    async def revise(self, account: Account, old: Receipt, prepared: Prepared) -> Receipt:
        self.calls["revise"] += 1
        await self._happens(self.before, prepared.outgoing.key)
        if old.remote_id in self.posts:
            self.posts[old.remote_id] = prepared.outgoing.text
        await self._happens(self.after, prepared.outgoing.key)
        return old

    async def remove(self, account: Account, old: Receipt, key: str) -> None:
        self.calls["remove"] += 1
        await self._happens(self.before, key)
        self.posts.pop(old.remote_id, None)
        await self._happens(self.after, key)

    async def find(self, account: Account, key: str) -> Receipt | None:
        self.calls["find"] += 1
        await self._happens(self.looking, key)
        return receipt(self.keys[key]) if key in self.keys else None


def receipt(remote_id: str) -> Receipt:
    return Receipt(remote_id, f"https://network.example/{remote_id}")


class Stage:
    """One worker in this thread, and the fake network it sends to."""

    def __init__(self, network: FakeNetwork, desk: "Desk") -> None:
        self.network = network
        self.kind = Deliveries(Timing(patience=60))
        self.worker = new_id()
        self.tools = Tools(desk, NO_HTTP, self.worker, home=NO_HTTP, own_url="http://127.0.0.1:8000")
        network.desk = desk

    def work(self) -> int:
        """Handles what is due until nothing is; returns how many rows that were."""
        total = 0
        while handled := asyncio.run(drain(self.kind, self.tools)):
            total += handled
            assert total < 200, "the same rows come back again and again"
        return total

    def later(self) -> int:
        """Time goes by: whatever waits for its time becomes due and is handled."""
        now = clock.now()
        Delivery.objects.filter(due_at__gt=now).update(due_at=now)
        Delivery.objects.filter(settled_at__gt=now).update(settled_at=now)
        ChannelFlow.objects.filter(held_until__gt=now).update(held_until=now)
        return self.work()

    def claim(self) -> list[Delivery]:
        """Takes what is due without handling it."""
        return claim(self.kind, self.worker, 50, clock.now())

    def handle(self, rows: list[Delivery]) -> None:
        """Handles rows that were claimed."""
        asyncio.run(self.kind.handle(rows, self.tools))


class Desk:
    """A database thread that stands in the test's own transaction."""

    def __init__(self) -> None:
        self._connection = connections["default"]
        self._connection.inc_thread_sharing()
        self._thread = ThreadPoolExecutor(max_workers=1, initializer=self._share)

    def __call__(self, do: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Awaitable[T]:
        """The result of `do`."""
        return asyncio.get_running_loop().run_in_executor(self._thread, partial(do, *args, **kwargs))

    def close(self) -> None:
        """Ends the thread."""
        self._thread.shutdown()
        self._connection.dec_thread_sharing()

    def _share(self) -> None:
        connections["default"] = self._connection


def draft(author: Person, voice: Voice, text: str = "The bridge is open.", kind: str = "story") -> Post:
    """A saved draft for all channels of `voice`."""
    post = start_draft(actor=author, voice=voice)
    channels = list(Channel.objects.filter(voice=voice).values_list("pk", flat=True))
    words = Words(text=text, content_warning="", language="en", kind=kind, voice=voice, channels=channels)
    return save_draft(actor=author, post=post, revision=post.revision, words=words)


def released(
    author: Person, voice: Voice, text: str = "The bridge is open.", kind: str = "story"
) -> Delivery:
    """The delivery of a post that was released for now."""
    post = draft(author, voice, text, kind)
    release_post(actor=author, post=post, revision=post.revision)
    return Delivery.objects.get(post=post, verb=Verb.PUBLISH)


def state(delivery: Delivery) -> State:
    """Where the delivery stands in the database."""
    delivery.refresh_from_db()
    return State(delivery.state)
