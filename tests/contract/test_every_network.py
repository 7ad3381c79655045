"""One suite of checks over every adapter there is."""

import asyncio

import pytest

from manyvoices import wiring
from manyvoices.networks.tests import collecting_suite
from manyvoices.networks.tests.contract_suite import CHECKS, Check
from tests.contract.benches import BENCHES
from tests.contract.conftest import Opened

# Its checks stand in CHECKS by being imported.
assert collecting_suite.MOST_PAGES


def cases() -> list[object]:
    """Each network with the checks it can be held to."""
    return [
        pytest.param(
            name,
            one,
            id=f"{name}-{one.__name__}",
            marks=[pytest.mark.django_db] if standing.rows else [],
        )
        for name, standing in BENCHES.items()
        for one in CHECKS
        if one.fits(standing.faults, standing.can)
    ]


# promise A2
# promise A3
# promise A5
# promise A8
# promise A15
# promise D1
# promise D9
# promise F5
@pytest.mark.parametrize(("network", "one"), cases())
def test_it_keeps_the_contract(network: str, one: Check, request: pytest.FixtureRequest) -> None:
    opened: Opened = request.getfixturevalue(BENCHES[network].fixture)

    async def run() -> None:
        async with opened() as bench:
            assert bench.adapter.can == BENCHES[network].can, "tests/contract/benches.py says something else"
            await one.run(bench)

    asyncio.run(run())


def test_every_network_has_its_bench() -> None:
    assert BENCHES.keys() == wiring.NETWORKS.keys(), "add it to tests/contract/benches.py"


def test_every_check_is_run_somewhere() -> None:
    unused = [one.__name__ for one in CHECKS if not any(one.fits(b.faults, b.can) for b in BENCHES.values())]
    assert not unused
