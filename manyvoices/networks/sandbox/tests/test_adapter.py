"""The practice network's adapter keeps the contract, over a real server behind the real front."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

import pytest

from manyvoices.core.http import Client, Guard
from manyvoices.networks.contract import Account, Adapter, Rejected, TryLater
from manyvoices.networks.sandbox.adapter import ALL, SandboxAdapter
from manyvoices.networks.sandbox.tests.standing import Network, practice_network
from manyvoices.networks.tests.contract_suite import CHECKS, Bench, Check, outgoing, publish
from manyvoices.serve.tests.clients import free_port

ADDRESS = "bo/rehearsal@practice"


@dataclass(frozen=True)
class SandboxBench:
    """The practice network as the contract's checks see it."""

    adapter: Adapter
    network: Network

    def account(self, fault: str = "accept") -> Account:
        """The one account, with the fault asked for in its options."""
        options = {"behaviour": fault, "after_ms": 1500}
        return Account(1, 1, ADDRESS, secret=self.network.token(ADDRESS), options=options)

    def accepted(self, key: str) -> int:
        """Read from the network's own file."""
        return sum(1 for name, _ in self.network.accepted() if name == key)


@pytest.fixture(scope="module")
def network(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Network]:
    with practice_network(tmp_path_factory.mktemp("practice")) as running:
        yield running


def check(network: Network, what: Check, *, can: frozenset[str] = ALL, port: int = 0) -> None:
    """One check over a fresh client whose calls last at most half a second."""

    async def run() -> None:
        guard = Guard(allowed=frozenset({("127.0.0.1", port or network.port)}))
        async with Client(guard, user_agent="test") as http:
            url = f"http://127.0.0.1:{port or network.port}"
            adapter = SandboxAdapter(http, url, can=can, deadline=timedelta(seconds=0.5))
            await what(SandboxBench(adapter, network))

    asyncio.run(run())


# promise A2
# promise A3
# promise A5
# promise A8
@pytest.mark.parametrize("one", CHECKS, ids=lambda one: one.__name__)
def test_it_keeps_the_contract(network: Network, one: Check) -> None:
    check(network, one)


# promise A4
def test_the_blind_one_refuses_to_look(network: Network) -> None:
    async def looks(bench: Bench) -> None:
        with pytest.raises(Rejected):
            await bench.adapter.find(bench.account(), "any")

    check(network, looks, can=ALL - {"find"})


def test_nobody_listening_is_proof_that_nothing_was_accepted(network: Network) -> None:
    async def tries(bench: Bench) -> None:
        with pytest.raises(TryLater):
            await publish(bench, bench.account(), outgoing())

    check(network, tries, port=free_port())


def test_a_second_call_is_a_second_post_so_that_doubles_show(network: Network) -> None:
    async def twice(bench: Bench) -> None:
        post = outgoing()
        for _ in range(2):
            await publish(bench, bench.account(), post)
        assert bench.accepted(post.key) == 2

    check(network, twice)
