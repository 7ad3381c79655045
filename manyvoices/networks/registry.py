"""Which networks there are, and their adapters."""

from functools import cache

from manyvoices import wiring
from manyvoices.core.wired import wired
from manyvoices.networks.contract import Adapter, AdapterTools, Limits


class UnknownNetwork(Exception):
    """No adapter is wired under this name."""


def adapter(network: str, tools: AdapterTools) -> Adapter:
    """The adapter of `network`, ready to be called in the worker. Raises UnknownNetwork."""
    if network not in wiring.NETWORKS:
        raise UnknownNetwork(f"No network is called {network!r}.")
    made: Adapter = wired(wiring.NETWORKS[network])(tools)
    return made


@cache
def limits(network: str) -> Limits:
    """What fits on `network`, for the composer: the `LIMITS` of the package its adapter lives in."""
    if network not in wiring.NETWORKS:
        raise UnknownNetwork(f"No network is called {network!r}.")
    module, _, _ = wiring.NETWORKS[network].rpartition(".")
    found: Limits = wired(f"{module}.LIMITS")
    return found
