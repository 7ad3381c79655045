"""What every adapter must do, whatever its network. `tests/contract/` runs it over all that wiring.NETWORKS names.

Each check is a coroutine that is given a Bench, and fails by an assertion. It names the faults that its network must be
able to show and the capabilities that its adapter must have; the others do without it.
"""

import itertools
import json
import time
import tracemalloc
from collections.abc import Awaitable, Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol

import pytest

from manyvoices.networks.asking import LONGEST_WAIT
from manyvoices.networks.contract import (
    Account,
    Adapter,
    Media,
    NetworkError,
    Outgoing,
    Prepared,
    Receipt,
    Reconnect,
    Rejected,
    TryLater,
    Unknown,
)

_numbers = itertools.count(1)
# How far past its deadline a call may end on a busy machine, in seconds; and what it may hold meanwhile.
LENIENCE = 1.0
MOST_HELD = 16 * 1024 * 1024
ODD = frozenset({"odd-null", "odd-list", "odd-number", "odd-nothing", "odd-words", "odd-deep"})
UNENDING = frozenset({"slow-loris", "stall-after", "endless-body", "endless-headers"})


@dataclass(frozen=True)
class Arrived:
    """What the network holds of a post, as its readers get it."""

    text: str
    language: str
    content_warning: str
    alts: tuple[str, ...]
    parent: str


class Bench(Protocol):
    """A network under test: its adapter, its accounts with the faults they show, and what it really accepted."""

    @property
    def adapter(self) -> Adapter:
        """The adapter under test."""

    def account(self, fault: str = "accept", **options: Any) -> Account:
        """An account that accepts, or shows a fault named like in networks.sandbox.faults, with its options."""

    def accepted(self, key: str) -> int:
        """How many posts the network accepted under `key`."""

    def arrived(self, key: str) -> Arrived:
        """The post under `key`."""

    def hears(self, text: str, **given: Any) -> str:
        """Somebody says something to the account; the network's id of it. `to` is the id of what it answers."""

    def hears_edit(self, remote_id: str, text: str) -> None:
        """They edit it."""

    def hears_end(self, remote_id: str) -> None:
        """They take it back."""


Run = Callable[[Bench], Awaitable[None]]


@dataclass(frozen=True)
class Check:
    """One thing an adapter must do, on networks that show `faults`, for adapters that have the capabilities `can`."""

    run: Run
    faults: frozenset[str]
    can: frozenset[str]

    @property
    def __name__(self) -> str:
        return getattr(self.run, "__name__", "")

    def fits(self, faults: Collection[str], can: Collection[str]) -> bool:
        """Whether a network with these faults and an adapter with these capabilities can be held to it."""
        return self.faults <= frozenset(faults) and self.can <= frozenset(can)


CHECKS: list[Check] = []


def check(*faults: str, can: Collection[str] = ("publish",)) -> Callable[[Run], Check]:
    """Makes a coroutine a check of the contract."""

    def made(run: Run) -> Check:
        CHECKS.append(one := Check(run, frozenset(faults), frozenset(can)))
        return one

    return made


def outgoing(text: str = "The bridge is open again.", **given: Any) -> Outgoing:
    """A post with a key of its own."""
    made_at = datetime(2026, 5, 4, 12, tzinfo=UTC)
    key = f"contract-{next(_numbers)}"
    post = Outgoing(key=key, text=text, language="en", kind="story", world="live", made_at=made_at)
    return replace(post, **given)


async def publish(bench: Bench, account: Account, post: Outgoing) -> Receipt:
    """Prepared and published."""
    return await bench.adapter.publish(account, await bench.adapter.prepare(account, post))


@contextmanager
def in_time(bench: Bench) -> Iterator[None]:
    """The block ends by the adapter's deadline and holds little, whatever the network does."""
    began, outside = time.monotonic(), not tracemalloc.is_tracing()
    tracemalloc.start()
    tracemalloc.reset_peak()
    held = tracemalloc.get_traced_memory()[0]
    try:
        yield
        assert tracemalloc.get_traced_memory()[1] - held < MOST_HELD
    finally:
        if outside:
            tracemalloc.stop()
    assert time.monotonic() - began < bench.adapter.deadline.total_seconds() + LENIENCE


@check()
async def publishes(bench: Bench) -> None:
    """One call makes one post, with a name and an address."""
    post = outgoing()
    receipt = await publish(bench, bench.account(), post)
    assert receipt.remote_id
    assert receipt.url
    assert bench.accepted(post.key) == 1


@check()
async def prepares_without_publishing(bench: Bench) -> None:
    """Preparing may be repeated and publishes nothing; its steps survive being kept as JSON."""
    post, account = outgoing(), bench.account()
    await bench.adapter.prepare(account, post)
    prepared = await bench.adapter.prepare(account, post)
    assert bench.accepted(post.key) == 0
    await bench.adapter.publish(account, Prepared(post, json.loads(json.dumps(dict(prepared.steps)))))
    assert bench.accepted(post.key) == 1


@check()
async def says_what_it_was_given(bench: Bench) -> None:
    """The words, their language, the warning, and the descriptions of the pictures in their order."""
    pictures = tuple(
        Media(f"https://voices.example/media/{alt}.webp", f"{alt}.webp", "image/webp", alt, 800, 600, 9)
        for alt in ("A train", "Snow", "A bridge")
    )
    post = outgoing("Offen – wieder!", language="de", content_warning="Lärm", media=pictures)
    await publish(bench, bench.account(), post)
    assert bench.arrived(post.key) == Arrived(post.text, "de", "Lärm", ("A train", "Snow", "A bridge"), "")


@check()
async def joins_threads(bench: Bench) -> None:
    """A part stands under the part before it."""
    parent = None
    for number in range(3):
        post = outgoing(f"Part {number}", parent=parent)
        receipt = await publish(bench, bench.account(), post)
        assert bench.arrived(post.key).parent == (parent.remote_id if parent else "")
        parent = receipt


@check(can=["find"])
async def finds_what_arrived(bench: Bench) -> None:
    """`find` tells the receipt again, and None for what never arrived."""
    post = outgoing()
    receipt = await publish(bench, bench.account(), post)
    assert await bench.adapter.find(bench.account(), post.key) == receipt
    assert await bench.adapter.find(bench.account(), outgoing().key) is None


async def _accepted_without_an_answer(bench: Bench, fault: str, **options: Any) -> None:
    post = outgoing()
    with in_time(bench), pytest.raises(Unknown):
        await publish(bench, bench.account(fault, **options), post)
    assert bench.accepted(post.key) == 1
    if "find" in bench.adapter.can:
        assert await bench.adapter.find(bench.account(), post.key) is not None


@check("error-after")
async def does_not_know_after_an_error(bench: Bench) -> None:
    """Accepted and then answered by an error: Unknown, and found afterwards."""
    await _accepted_without_an_answer(bench, "error-after")


@check("drop-after", "slow")
async def does_not_know_after_a_lost_connection(bench: Bench) -> None:
    """Accepted and then cut, or answered too late: Unknown, and found afterwards."""
    await _accepted_without_an_answer(bench, "drop-after")
    await _accepted_without_an_answer(bench, "slow", after_ms=5_000)


@check(*UNENDING)
async def ends_by_its_deadline(bench: Bench) -> None:
    """No answer, one byte now and then, a body or a head without end: Unknown within the deadline, in little memory."""
    for fault in sorted(UNENDING):
        await _accepted_without_an_answer(bench, fault, drip_ms=100)


@check(*ODD)
async def does_not_believe_odd_answers(bench: Bench) -> None:
    """Null, lists, numbers without end, no id, no JSON, JSON without end: Unknown, and found afterwards."""
    for fault in sorted(ODD):
        await _accepted_without_an_answer(bench, fault)


@check("error-before")
async def does_not_claim_to_know_after_an_error(bench: Bench) -> None:
    """A 5xx is never proof: Unknown also where nothing was accepted."""
    post = outgoing()
    with pytest.raises(Unknown):
        await publish(bench, bench.account("error-before"), post)
    assert bench.accepted(post.key) == 0
    if "find" in bench.adapter.can:
        assert await bench.adapter.find(bench.account(), post.key) is None


@check("no-lookup", "error-before", "slow-loris", *ODD, can=["find"])
async def cannot_tell_without_a_look_up(bench: Bench) -> None:
    """A look-up that fails raises, whatever it failed by; it never says None."""
    post = outgoing()
    await publish(bench, bench.account(), post)
    accounts = [
        bench.account(lookup=fault, drip_ms=100) for fault in ("error-before", "slow-loris", *sorted(ODD))
    ]
    for account in [bench.account("no-lookup"), *accounts]:
        with in_time(bench), pytest.raises(Unknown):
            await bench.adapter.find(account, post.key)


@check("busy", can=["find"])
async def a_busy_look_up_says_nothing_either(bench: Bench) -> None:
    """429 to a look-up is an error and no None."""
    with pytest.raises(NetworkError):
        await bench.adapter.find(bench.account(lookup="busy"), outgoing().key)


@check("late-lookup", can=["find"])
async def finds_late_what_has_settled(bench: Bench) -> None:
    """A network that lists a post only after a while: once the settling time is over, it is found."""
    post, settle = outgoing(), bench.adapter.settle.total_seconds()
    account = bench.account("late-lookup", late_ms=int(settle * 800))
    with pytest.raises(Unknown):
        await publish(bench, account, post)
    assert await bench.adapter.find(account, post.key) is None, (
        "this network is not late, so nothing is shown"
    )
    time.sleep(settle)  # noqa: ASYNC251 -- nothing else is to happen meanwhile
    assert await bench.adapter.find(account, post.key) is not None


@check("busy")
async def waits_when_asked_to(bench: Bench) -> None:
    """Too many requests: TryLater with the time in every spelling, never an absurd one, and nothing accepted."""
    for asked, least, most in [
        ("30", timedelta(seconds=30), timedelta(seconds=30)),
        ("date", timedelta(seconds=20), timedelta(seconds=30)),
        ("absurd", LONGEST_WAIT, LONGEST_WAIT),
        ("far", LONGEST_WAIT, LONGEST_WAIT),
    ]:
        assert least <= (await _asked_to_wait(bench, asked) or timedelta(0)) <= most, asked
    for asked in ("past", "negative", "zero", "garbage", "empty", "missing"):
        assert await _asked_to_wait(bench, asked) is None, asked


async def _asked_to_wait(bench: Bench, retry_after: str) -> timedelta | None:
    post = outgoing()
    with pytest.raises(TryLater) as refused:
        await publish(bench, bench.account("busy", retry_after=retry_after), post)
    assert bench.accepted(post.key) == 0
    return refused.value.after


@check("refuse")
async def says_why_it_was_refused(bench: Bench) -> None:
    """Rejected with the network's own reason, and nothing accepted."""
    post = outgoing()
    with pytest.raises(Rejected, match="refuses everything"):
        await publish(bench, bench.account("refuse"), post)
    assert bench.accepted(post.key) == 0


@check("revoked", "expired")
async def asks_to_be_connected_again(bench: Bench) -> None:
    """A token that counts no more: Reconnect, for posts and for look-ups."""
    for fault in ("revoked", "expired"):
        post = outgoing()
        with pytest.raises(Reconnect):
            await publish(bench, bench.account(fault), post)
        assert bench.accepted(post.key) == 0
    if "find" in bench.adapter.can:
        with pytest.raises(Reconnect):
            await bench.adapter.find(bench.account("revoked"), outgoing().key)


@check(can=["publish", "revise"])
async def revises(bench: Bench) -> None:
    """Twice the same edit is one post with the new words."""
    post, account = outgoing(), bench.account()
    receipt = await publish(bench, account, post)
    changed = replace(post, text="The bridge is closed again.")
    for _ in range(2):
        prepared = await bench.adapter.prepare(account, changed)
        assert (await bench.adapter.revise(account, receipt, prepared)).remote_id == receipt.remote_id
    assert bench.accepted(post.key) == 1
    assert bench.arrived(post.key).text == changed.text


@check(can=["publish", "remove"])
async def removes(bench: Bench) -> None:
    """Gone already is success; and it still counts as having arrived."""
    post = outgoing()
    receipt = await publish(bench, bench.account(), post)
    for _ in range(2):
        await bench.adapter.remove(bench.account(), receipt, post.key)
    if "find" in bench.adapter.can:
        assert await bench.adapter.find(bench.account(), post.key) == receipt


@check("revoked")
async def greets(bench: Bench) -> None:
    """An account is known, and asking changes nothing; one that was disconnected asks to be connected again."""
    assert await bench.adapter.greet(bench.account())
    with pytest.raises(Reconnect):
        await bench.adapter.greet(bench.account("revoked"))


@check(can=[])
async def refuses_what_it_cannot(bench: Bench) -> None:
    """A capability that is not in `can` raises Rejected; it never answers as if it had looked or acted."""
    account, receipt, post = bench.account(), Receipt("none", ""), outgoing()
    calls: dict[str, Callable[[], Awaitable[object]]] = {
        "publish": lambda: bench.adapter.publish(account, Prepared(post)),
        "find": lambda: bench.adapter.find(account, post.key),
        "revise": lambda: bench.adapter.revise(account, receipt, Prepared(post)),
        "remove": lambda: bench.adapter.remove(account, receipt, post.key),
        "collect": lambda: bench.adapter.collect(account, ""),
    }
    for capability, call in calls.items():
        if capability not in bench.adapter.can:
            with pytest.raises(Rejected):
                await call()
