"""The networks, ready to be asked."""

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import timedelta

import pytest

from manyvoices.core.http import Client, Guard
from manyvoices.federation.tests.bench import NativeBench
from manyvoices.networks.assisted.tests.bench import AssistedBench
from manyvoices.networks.sandbox.adapter import ALL, SandboxAdapter
from manyvoices.networks.sandbox.tests.bench import SandboxBench
from manyvoices.networks.sandbox.tests.standing import Network, practice_network
from manyvoices.networks.tests.contract_suite import Bench
from tests.cast import Cast

Opened = Callable[[], AbstractAsyncContextManager[Bench]]
SHORT = timedelta(seconds=0.3)


@pytest.fixture(scope="module")
def practice(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Network]:
    with practice_network(tmp_path_factory.mktemp("practice")) as running:
        yield running


@pytest.fixture
def sandbox_bench(practice: Network) -> Opened:
    return lambda: _sandbox(practice, ALL)


@pytest.fixture
def blind_bench(practice: Network) -> Opened:
    return lambda: _sandbox(practice, ALL - {"find"})


@pytest.fixture
def assisted_bench(request: pytest.FixtureRequest) -> Opened:
    @asynccontextmanager
    async def opened() -> AsyncIterator[Bench]:
        yield AssistedBench(request.node.callspec.params["network"])

    return opened


@pytest.fixture
def native_bench(cast: Cast) -> Opened:
    @asynccontextmanager
    async def opened() -> AsyncIterator[Bench]:
        yield bench

    bench = NativeBench(cast.bo_voice)
    return opened


@asynccontextmanager
async def _sandbox(network: Network, can: frozenset[str]) -> AsyncIterator[Bench]:
    guard = Guard(allowed=frozenset({("127.0.0.1", network.port)}))
    async with Client(guard, user_agent="test") as http:
        adapter = SandboxAdapter(http, network.url, can=can, deadline=SHORT, settle=SHORT)
        yield SandboxBench(adapter, network)
