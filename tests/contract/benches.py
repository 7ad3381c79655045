"""A bench for each network of wiring.NETWORKS: the faults it can show, and what its adapter can.

Whoever adds a network adds a fixture to conftest.py and a line here.
"""

from dataclasses import dataclass

from manyvoices.federation.tests import bench as native
from manyvoices.networks.assisted.places import PLACES
from manyvoices.networks.sandbox.adapter import ALL
from manyvoices.networks.sandbox.faults import NAMES


@dataclass(frozen=True)
class Standing:
    """How a network stands before the contract. `fixture` makes its bench; `rows` says that it lives in our database."""

    fixture: str
    faults: frozenset[str]
    can: frozenset[str] = ALL
    rows: bool = False


OF_PAGES = {"shifting-pages", "deleting-pages", "forgetting"}

BENCHES = {
    "native": Standing("native_bench", native.FAULTS, rows=True),
    "sandbox": Standing("sandbox_bench", NAMES | OF_PAGES),
    "sandbox-blind": Standing("blind_bench", NAMES | OF_PAGES, ALL - {"find"}),
    **{name: Standing("assisted_bench", frozenset(), frozenset()) for name in PLACES},
}
