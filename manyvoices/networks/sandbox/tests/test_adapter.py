"""What is particular to the practice network's adapter; tests/contract holds it to the contract."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from manyvoices.core.http import Client, Guard
from manyvoices.networks.contract import Mentioned, Receipt, TryLater, Unknown
from manyvoices.networks.sandbox.adapter import SandboxAdapter
from manyvoices.networks.sandbox.arrived import Arrived
from manyvoices.networks.sandbox.tests.bench import SandboxBench
from manyvoices.networks.sandbox.tests.standing import Network, practice_network
from manyvoices.networks.tests.contract_suite import outgoing, publish
from manyvoices.serve.tests.clients import free_port


@pytest.fixture(scope="module")
def network(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Network]:
    with practice_network(tmp_path_factory.mktemp("practice")) as running:
        yield running


def check(network: Network, what: Callable[[SandboxBench], Awaitable[None]], *, port: int = 0) -> None:
    """Something over a fresh client whose calls last at most half a second."""

    async def run() -> None:
        guard = Guard(allowed=frozenset({("127.0.0.1", port or network.port)}))
        async with Client(guard, user_agent="test") as http:
            url = f"http://127.0.0.1:{port or network.port}"
            await what(SandboxBench(SandboxAdapter(http, url, deadline=timedelta(seconds=0.5)), network))

    asyncio.run(run())


def test_nobody_listening_is_proof_that_nothing_was_accepted(network: Network) -> None:
    async def tries(bench: SandboxBench) -> None:
        with pytest.raises(TryLater):
            await publish(bench, bench.account(), outgoing())

    check(network, tries, port=free_port())


def test_a_second_call_is_a_second_post_so_that_doubles_show(network: Network) -> None:
    async def twice(bench: SandboxBench) -> None:
        post = outgoing()
        for _ in range(2):
            await publish(bench, bench.account(), post)
        assert bench.accepted(post.key) == 2

    check(network, twice)


def test_a_list_draws_one_fate_for_each_write(network: Network) -> None:
    async def draws(bench: SandboxBench) -> None:
        account = bench.account(behaviour=["accept", "error-before"])
        fates = set()
        for _ in range(40):
            try:
                await publish(bench, account, outgoing())
                fates.add("accept")
            except Unknown:
                fates.add("error-before")
        assert fates == {"accept", "error-before"}

    check(network, draws)


def test_an_answer_keeps_what_it_answers_and_who_reads_it(network: Network) -> None:
    async def answers(bench: SandboxBench) -> None:
        lena = Mentioned("4711", "@lena")
        post = replace(outgoing(), parent=Receipt("asked-1", ""), audience="direct", mentions=(lena,))
        account = bench.account()
        await publish(bench, account, post)
        kept, *_older = Arrived(network.file, [account.address])[0:10]
        assert (kept.reply_to, kept.audience, kept.names) == ("asked-1", "direct", ("@lena",))

    check(network, answers)
