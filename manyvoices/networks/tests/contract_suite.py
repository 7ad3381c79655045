"""What every adapter must do, whatever its network: run it over yours (networks/sandbox/tests/test_adapter.py shows how).

Each check is a coroutine that is given a Bench, and fails by an assertion.
"""

import itertools
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Protocol

import pytest

from manyvoices.networks.contract import (
    Account,
    Adapter,
    Outgoing,
    Prepared,
    Receipt,
    Reconnect,
    Rejected,
    TryLater,
    Unknown,
)

_numbers = itertools.count(1)


class Bench(Protocol):
    """A network under test: its adapter, its accounts with the faults they show, and what it really accepted."""

    @property
    def adapter(self) -> Adapter:
        """The adapter under test."""

    def account(self, fault: str = "accept") -> Account:
        """An account that accepts, or shows a fault named like in networks.sandbox.faults; skips where it cannot."""

    def accepted(self, key: str) -> int:
        """How many posts the network accepted under `key`."""


Check = Callable[[Bench], Awaitable[None]]


def outgoing(text: str = "The bridge is open again.") -> Outgoing:
    """A post with a key of its own."""
    made_at = datetime(2026, 5, 4, 12, tzinfo=UTC)
    key = f"contract-{next(_numbers)}"
    return Outgoing(key=key, text=text, language="en", kind="story", world="live", made_at=made_at)


async def publish(bench: Bench, account: Account, post: Outgoing) -> Receipt:
    """Prepared and published."""
    return await bench.adapter.publish(account, await bench.adapter.prepare(account, post))


async def publishes(bench: Bench) -> None:
    """One call makes one post, with a name and an address."""
    post = outgoing()
    receipt = await publish(bench, bench.account(), post)
    assert receipt.remote_id
    assert receipt.url
    assert bench.accepted(post.key) == 1


async def prepares_without_publishing(bench: Bench) -> None:
    """Preparing may be repeated and publishes nothing."""
    post = outgoing()
    for _ in range(2):
        await bench.adapter.prepare(bench.account(), post)
    assert bench.accepted(post.key) == 0


async def finds_what_arrived(bench: Bench) -> None:
    """`find` tells the receipt again, and None for what never arrived."""
    post = outgoing()
    receipt = await publish(bench, bench.account(), post)
    assert await bench.adapter.find(bench.account(), post.key) == receipt
    assert await bench.adapter.find(bench.account(), outgoing().key) is None


async def finds_what_was_accepted_without_an_answer(bench: Bench) -> None:
    """Accepted and then answered by an error: Unknown, and found afterwards."""
    for fault in ("error-after", "drop-after", "slow"):
        post = outgoing()
        with pytest.raises(Unknown):
            await publish(bench, bench.account(fault), post)
        assert bench.accepted(post.key) == 1
        assert await bench.adapter.find(bench.account(), post.key) is not None


async def does_not_claim_to_know_after_an_error(bench: Bench) -> None:
    """A 5xx is never proof: Unknown also where nothing was accepted."""
    post = outgoing()
    with pytest.raises(Unknown):
        await publish(bench, bench.account("error-before"), post)
    assert await bench.adapter.find(bench.account(), post.key) is None


async def cannot_tell_without_a_look_up(bench: Bench) -> None:
    """A look-up that fails raises; it never says None."""
    with pytest.raises(Unknown):
        await bench.adapter.find(bench.account("no-lookup"), outgoing().key)


async def waits_when_asked_to(bench: Bench) -> None:
    """Too many requests: TryLater with the time, and nothing accepted."""
    post = outgoing()
    with pytest.raises(TryLater) as refused:
        await publish(bench, bench.account("busy"), post)
    assert refused.value.after == timedelta(seconds=30)
    assert bench.accepted(post.key) == 0


async def says_why_it_was_refused(bench: Bench) -> None:
    """Rejected with the network's own reason, and nothing accepted."""
    post = outgoing()
    with pytest.raises(Rejected, match="refuses everything"):
        await publish(bench, bench.account("refuse"), post)
    assert bench.accepted(post.key) == 0


async def asks_to_be_connected_again(bench: Bench) -> None:
    """A token that counts no more: Reconnect, for posts and for look-ups."""
    post = outgoing()
    with pytest.raises(Reconnect):
        await publish(bench, bench.account("revoked"), post)
    with pytest.raises(Reconnect):
        await bench.adapter.find(bench.account("revoked"), post.key)
    assert bench.accepted(post.key) == 0


async def revises(bench: Bench) -> None:
    """Twice the same edit is one post with the new words."""
    post = outgoing()
    receipt = await publish(bench, bench.account(), post)
    for _ in range(2):
        changed = await bench.adapter.revise(bench.account(), receipt, Prepared(post))
        assert changed.remote_id == receipt.remote_id
    assert bench.accepted(post.key) == 1


async def removes(bench: Bench) -> None:
    """Gone already is success; and it still counts as having arrived."""
    post = outgoing()
    receipt = await publish(bench, bench.account(), post)
    for _ in range(2):
        await bench.adapter.remove(bench.account(), receipt, post.key)
    assert await bench.adapter.find(bench.account(), post.key) == receipt


async def greets(bench: Bench) -> None:
    """An account is known, and asking changes nothing; one that was disconnected asks to be connected again."""
    assert await bench.adapter.greet(bench.account())
    with pytest.raises(Reconnect):
        await bench.adapter.greet(bench.account("revoked"))


CHECKS: list[Check] = [
    greets,
    publishes,
    prepares_without_publishing,
    finds_what_arrived,
    finds_what_was_accepted_without_an_answer,
    does_not_claim_to_know_after_an_error,
    cannot_tell_without_a_look_up,
    waits_when_asked_to,
    says_why_it_was_refused,
    asks_to_be_connected_again,
    revises,
    removes,
]
