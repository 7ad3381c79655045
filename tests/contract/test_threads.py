"""Threads at the practice network, over real HTTP: what a failing part does to the rest, and what readers were promised."""

import asyncio
import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from manyvoices.core import clock
from manyvoices.core.http import Client, Guard
from manyvoices.core.ids import new_id
from manyvoices.core.work import Tools
from manyvoices.core.work.drain import drain
from manyvoices.networks import registry
from manyvoices.networks.contract import Account, Prepared, Receipt
from manyvoices.networks.sandbox.adapter import SandboxAdapter
from manyvoices.networks.sandbox.tests.standing import Network
from manyvoices.publishing.actions.attach_picture import attach_picture
from manyvoices.publishing.actions.release_post import release_post
from manyvoices.publishing.actions.retry_delivery import retry_delivery
from manyvoices.publishing.models import ChannelFlow, Delivery, State, Variant
from manyvoices.publishing.tests.stage import NO_HTTP, Desk, draft
from manyvoices.publishing.tests.test_pictures import picture
from manyvoices.publishing.work.deliveries import Deliveries
from manyvoices.publishing.work.timing import Timing
from manyvoices.voices.actions.connect_channel import connect_channel
from manyvoices.voices.models import Channel
from manyvoices.web.publishing.channel_previews import Page, channel_previews, main_words
from manyvoices.web.publishing.tests.writing import filled, signed_in
from tests.cast import Cast

FIVE = "one\n---\ntwo\n---\nthree\n---\nfour\n---\nfive"
PATIENT, SOON = timedelta(seconds=60), timedelta(seconds=0.3)


class Faulty(SandboxAdapter):
    """Asks the network for a fault at one text, so many times."""

    fault, at, times = "accept", "", 0

    async def publish(self, account: Account, prepared: Prepared) -> Receipt:
        if prepared.outgoing.text == self.at and Faulty.times > 0:
            Faulty.times -= 1
            account = replace(account, options={"behaviour": self.fault})
        return await super().publish(account, prepared)


@pytest.fixture
def work(cast: Cast, practice: Network, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], None]]:
    """A worker that handles everything until nothing is due, as if time went by."""
    desk = Desk()
    # Nobody is left behind: a call that goes on by itself would end with the loop of this test.
    kind = Deliveries(Timing(patience=60))

    async def run() -> None:
        guard = Guard(allowed=frozenset({("127.0.0.1", practice.port)}))
        async with Client(guard, user_agent="test") as http:
            adapter = Faulty(http, practice.url, deadline=PATIENT, settle=SOON)
            monkeypatch.setattr(registry, "adapter", lambda _network, _tools: adapter)
            tools = Tools(desk, NO_HTTP, new_id(), home=NO_HTTP, own_url=practice.url)
            while await drain(kind, tools):
                pass

    monkeypatch.setattr(clock.steadiness, "seconds", lambda: float("inf"))

    def later() -> None:
        for _ in range(40):
            waiting = Delivery.objects.exclude(due_at=None)
            waiting.update(due_at=clock.now(), settled_at=clock.now())
            ChannelFlow.objects.update(held_until=None, failures=0)
            asyncio.run(run())
            if not waiting.exists():
                break

    yield later
    desk.close()


@pytest.fixture
def account(cast: Cast, practice: Network) -> Channel:
    channel = connect_channel(actor=cast.bo, voice=cast.bo_voice, network="sandbox", agreed_in="en")
    Channel.objects.filter(pk=channel.pk).update(secret=practice.token(channel.address))
    channel.refresh_from_db()
    return channel


def arrived(network: Network, account: Channel) -> list[dict[str, Any]]:
    """What ever arrived on the account, in order, with the id the network gave it."""
    if not network.accepted():
        return []
    with closing(sqlite3.connect(network.file)) as opened:
        rows = opened.execute(
            "SELECT id, content FROM post WHERE account = ? ORDER BY number", [account.address]
        )
        return [{**json.loads(content), "id": pk} for pk, content in rows]


# promise A10
@pytest.mark.parametrize("fault", ["refuse", "error-before", "error-after", "drop-after"])
def test_a_fault_on_part_three_doubles_nothing_and_tears_nothing(
    cast: Cast, practice: Network, account: Channel, work: Callable[[], None], fault: str
) -> None:
    before = len(arrived(practice, account))
    Faulty.fault, Faulty.at, Faulty.times = fault, "three", 1
    post = draft(cast.bo, cast.bo_voice, FIVE)
    post.channels.set([account])
    release_post(actor=cast.bo, post=post, revision=post.revision)
    work()
    if fault == "refuse":
        assert [one["text"] for one in arrived(practice, account)[before:]] == ["one", "two"]
        retry_delivery(actor=cast.bo, delivery=Delivery.objects.get(state=State.FAILED))
        work()
    there = arrived(practice, account)[before:]
    assert [one["text"] for one in there] == ["one", "two", "three", "four", "five"]
    assert [one["reply_to"] for one in there] == [None, *(one["id"] for one in there[:-1])]
    assert set(Delivery.objects.values_list("state", flat=True)) == {State.SENT}


# promise A15
def test_what_was_previewed_is_what_arrived(
    cast: Cast, practice: Network, account: Channel, work: Callable[[], None]
) -> None:
    before = len(arrived(practice, account))
    client, post = signed_in(cast.bo), draft(cast.bo, cast.bo_voice)
    for _ in range(2):
        attach_picture(actor=cast.bo, post=post, file=picture())
    first, second = post.attachments.all()
    own = "Größe e\u0301 👩‍👩‍👧‍👦 <b> & #Bahn.\n---\n" + "Sätze für alle. " * 40
    form = {
        **filled(cast.bo_voice, "The words for all", revision=post.revision),
        "channels": [str(account.pk)],
        f"alt-{first.pk}": "A quiet brake",
        f"alt-{second.pk}": "Its pad",
        "variants-sent": "1",
        f"variants-adapt-{account.pk}": "1",
        f"variants-text-{account.pk}": own,
        f"variants-warning-{account.pk}": "Loud",
        f"variants-language-{account.pk}": "de",
    }
    seen = client.post(reverse("preview"), {**form, "post": str(post.pk)}).content.decode()
    typed = {name: str(value) for name, value in form.items()}
    (shown,) = channel_previews([account], Page(main_words(typed), typed, [first, second]))
    for part in shown.parts:
        assert part.shown.html in seen
    client.post(reverse("draft", args=[post.pk]), {**form, "publish": "1", "reminded": "1"})
    work()
    there = arrived(practice, account)[before:]
    assert [one["text"].encode() for one in there] == [part.text.encode() for part in shown.parts]
    assert len(there) == 3
    for one, part in zip(there, shown.parts, strict=True):
        assert (one["language"], one["content_warning"]) == (part.shown.language, part.shown.content_warning)
        assert [(m["url"].split("/media")[-1], m["alt"]) for m in one["media"]] == [
            (m["url"].split("/media")[-1], m["alt"]) for m in part.shown.pictures
        ]
    assert [len(one["media"]) for one in there] == [2, 0, 0]
    assert {one.language for one in Variant.objects.filter(channel=account)} == {"de"}
