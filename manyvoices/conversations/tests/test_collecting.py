"""From the inbox, or from a network over its adapter, to stored messages: asked when, with whose yes, and after a crash."""

import asyncio
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
import time_machine

from manyvoices.conversations.actions import store_batch as storing
from manyvoices.conversations.actions.collect_soon import collect_soon
from manyvoices.conversations.actions.store_messages import store_messages
from manyvoices.conversations.models import Collecting, Conversation, Gap, Message
from manyvoices.conversations.tests.said import said
from manyvoices.conversations.work.collecting import Collectings
from manyvoices.core import clock
from manyvoices.core.work.drain import drain
from manyvoices.federation.models import Heard
from manyvoices.federation.tests.heard import applied
from manyvoices.federation.tests.neighbours import tools, with_key
from manyvoices.federation.tests.strangers import Stranger
from manyvoices.networks import registry
from manyvoices.networks.contract import Account, Batch, Missed, Reconnect, TryLater, Unknown
from manyvoices.people.models import Consent, Purpose
from manyvoices.publishing.models import ChannelFlow
from manyvoices.publishing.tests.stage import FakeNetwork
from manyvoices.voices.actions.connect_channel import connect_channel
from manyvoices.voices.addresses import actor_uri
from manyvoices.voices.models import Channel, ChannelState, CollectSoon, Voice
from tests.cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.urls("manyvoices.activitypub.urls")]
LENA = Stranger()


@dataclass
class Talking(FakeNetwork):
    """A network that tells these batches, one a call, each known by the cursor before it; an error is raised."""

    told: dict[str, Any] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self.can = self.can | {"collect"}

    async def collect(self, account: Account, cursor: str) -> Batch:
        self.asked.append(cursor)
        found = self.told.get(cursor, Batch(cursor=cursor))
        if isinstance(found, Exception):
            raise found
        assert isinstance(found, Batch)
        return found


@pytest.fixture
def network(monkeypatch: pytest.MonkeyPatch) -> Talking:
    made = Talking()
    real = registry.adapter
    monkeypatch.setattr(
        registry, "adapter", lambda name, given: made if name == "sandbox" else real(name, given)
    )
    return made


@pytest.fixture
def account(cast: Cast) -> Channel:
    return connect_channel(actor=cast.bo, voice=cast.bo_voice, network="sandbox", agreed_in="en")


def work() -> int:
    """What is due now, once; channels that are new are known by then."""
    collect_soon()

    async def go() -> int:
        kind, given = Collectings(), tools()
        taken = await drain(kind, given)
        await kind.finish(given)
        return taken

    return asyncio.run(go())


def later(**span: float) -> None:
    """Time goes by for what waits."""
    Collecting.objects.exclude(due_at=None).update(due_at=clock.now())
    if span:
        Collecting.objects.update(checked_at=clock.now() - timedelta(**span))


def row(account: Channel) -> Collecting:
    return Collecting.objects.get(channel=account)


def mention(voice: Voice, text: str = "Hello", **more: Any) -> dict[str, Any]:
    return LENA.says("Create", LENA.note(f"<p>{text}</p><p>Bye<br>L</p>", **more), to=more.get("to", []))


def test_what_is_said_to_a_voice_is_stored_in_the_next_look(cast: Cast) -> None:
    LENA.met()
    voice = with_key(cast.brand_voice)
    work()  # every channel has its row and was asked once
    assert work() == 0
    one = mention(voice, to=[actor_uri(voice)])
    assert not applied(one)
    assert CollectSoon.objects.get().channel.voice == voice
    assert work() == 1
    message = Message.objects.select_related("conversation", "identity").get()
    assert (message.text, message.visibility) == ("Hello\n\nBye\nL", "direct")
    assert message.identity is not None
    assert (message.remote_id, message.identity.address) == (one["object"]["id"], "@lena@other.example")
    assert (message.conversation.voice, message.conversation.owner) == (voice, None)
    assert not CollectSoon.objects.exists()
    applied(LENA.says("Update", LENA.note("<p>Late!</p>", id=message.remote_id)))
    work()
    message.refresh_from_db()
    assert message.text == "Late!"
    applied(LENA.says("Delete", LENA.uri))  # the whole actor is gone
    work()
    message.refresh_from_db()
    assert (message.text, message.deleted_at is not None) == ("", True)


def test_a_mark_is_seen_without_waiting_for_a_chore_and_is_no_reason_to_ask_in_vain(
    network: Talking, account: Channel
) -> None:
    work()
    kind = Collectings()
    assert not kind.any_due(clock.now())
    CollectSoon.objects.create(channel=account, at=clock.now())
    assert kind.any_due(clock.now())
    assert [one.channel for one in kind.takeable(clock.now())] == [account]
    # One that keeps failing is tried at its own pace, and one that is not in use is left alone.
    Collecting.objects.filter(channel=account).update(attempts=2)
    assert not kind.takeable(clock.now())
    Collecting.objects.filter(channel=account).update(attempts=0)
    Channel.objects.filter(pk=account.pk).update(state=ChannelState.RECONNECT)
    assert not kind.takeable(clock.now())


def test_a_person_who_does_not_want_it_is_not_asked_for(
    cast: Cast, network: Talking, account: Channel
) -> None:
    Consent.objects.filter(purpose=Purpose.COLLECT).update(withdrawn_at=clock.now())
    network.told[""] = Batch(said=(said("l1"),), cursor="1")
    work()
    assert (network.asked, Message.objects.count()) == ([], 0)
    Consent.objects.update(withdrawn_at=None)
    later()
    work()
    assert Conversation.objects.get().owner == cast.bo


# promise F2
@pytest.mark.parametrize("moment", ["before", "after"])
def test_a_crash_between_storing_and_its_cursor_loses_and_doubles_nothing(
    network: Talking, account: Channel, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    real = store_messages
    network.told = {
        "": Batch(said=(said("l1"), said("l2", minute=1)), cursor="1", more=True),
        "1": Batch(said=(said("l2", minute=1), said("l3", minute=2)), cursor="2"),
    }

    def dying(**given: Any) -> Any:
        if given["channel"] != account:
            return real(**given)
        stored = real(**given) if moment == "after" else None
        monkeypatch.setattr(storing, "store_messages", real)
        raise RuntimeError(f"killed, {stored}")

    monkeypatch.setattr(storing, "store_messages", dying)
    work()
    assert (row(account).cursor, Message.objects.count()) == ("", 0)
    assert row(account).failing_since is not None
    for _ in range(2):
        later()
        work()
    assert network.asked == ["", "", "1", "2"]
    assert set(Message.objects.values_list("remote_id", flat=True)) == {"l1", "l2", "l3"}
    assert Message.objects.count() == 3
    assert (row(account).cursor, row(account).failing_since) == ("2", None)


# promise F2
def test_who_was_overtaken_stores_nothing(network: Talking, account: Channel) -> None:
    work()
    Collecting.objects.filter(channel=account).update(cursor="5")
    stored = storing.store_batch(
        collecting=row(account).pk, channel=account, cursor="", batch=Batch(cursor="1"), asked_at=clock.now()
    )
    assert (stored, row(account).cursor) == (None, "5")


def test_a_network_that_asks_us_to_wait_is_left_alone(network: Talking, account: Channel) -> None:
    network.told[""] = TryLater("too many", timedelta(minutes=7))
    work()
    assert row(account).due_at > clock.now() + timedelta(minutes=6)  # type: ignore[operator]
    assert ChannelFlow.objects.get(channel=account).held_until is not None
    CollectSoon.objects.create(channel=account, at=clock.now())
    later()
    work()
    assert network.asked == [""]


def test_an_unknown_outcome_is_asked_again_soon(network: Talking, account: Channel) -> None:
    network.told[""] = Unknown("no answer")
    work()
    assert (row(account).last_error, row(account).dead_at) == ("no answer", None)
    assert row(account).failing_since is not None
    network.told[""] = Batch(said=(said("l1"),), cursor="1")
    later()
    work()
    assert Message.objects.count() == 1


def test_a_channel_that_is_trusted_no_more_waits_for_its_owner(network: Talking, account: Channel) -> None:
    network.told[""] = Reconnect("who are you")
    for _ in range(2):
        work()
        later()
    assert Channel.objects.get(pk=account.pk).state == ChannelState.RECONNECT
    assert network.asked == [""]
    network.told = {}
    Channel.objects.filter(pk=account.pk).update(state=ChannelState.ACTIVE)
    work()
    assert network.asked == ["", ""]


def test_a_network_that_cannot_tell_rests(network: Talking, account: Channel) -> None:
    network.can = frozenset({"publish"})
    for _ in range(2):
        work()
    assert row(account).dead_at is not None
    assert network.asked == []


# promise F5
def test_an_outage_is_a_gap_until_everything_was_fetched(network: Talking, account: Channel) -> None:
    work()
    later(hours=6)
    network.told = {
        "": Batch(said=tuple(said(f"a{n}", minute=n) for n in range(40)), cursor="1", more=True),
        "1": Unknown("no answer"),
    }
    work()
    gap = Gap.objects.get(channel=account)
    assert (gap.fetched_at, gap.until - gap.since > timedelta(hours=5)) == (None, True)
    network.told["1"] = Batch(said=(said("b"),), cursor="2")
    later()
    work()
    gap.refresh_from_db()
    assert gap.fetched_at is not None
    assert Message.objects.count() == 41


# promise F5
def test_what_the_network_has_forgotten_stays_a_gap(network: Talking, account: Channel) -> None:
    now = clock.now()
    network.told[""] = Batch(
        said=(said("l1"),),
        cursor="9",
        missed=Missed(now - timedelta(hours=6), now - timedelta(hours=1), "too old"),
    )
    work()
    later()
    work()
    gap = Gap.objects.get()
    assert (gap.because, gap.fetched_at) == ("too old", None)


def test_the_native_cursor_finds_what_was_committed_late(cast: Cast) -> None:
    LENA.met()
    voice = with_key(cast.brand_voice)
    applied(mention(voice, to=[actor_uri(voice)]))
    early = Heard.objects.get()
    early.delete()  # not committed yet
    applied(mention(voice, to=[actor_uri(voice)]))
    work()
    assert Message.objects.count() == 1
    early.save(force_insert=True)
    CollectSoon.objects.create(channel=voice.channels.get(), at=clock.now())
    work()
    assert Message.objects.count() == 2
    with time_machine.travel(clock.now() - timedelta(hours=2), tick=False):  # the clock was set back
        applied(mention(voice, to=[actor_uri(voice)]))
        later()
        work()
    assert Message.objects.count() == 3
