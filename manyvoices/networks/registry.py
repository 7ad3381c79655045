"""Which networks there are, and their adapters."""

from functools import cache

from manyvoices import wiring
from manyvoices.core.wired import wired
from manyvoices.networks.assisted.places import PLACES, Place
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
    """What fits on `network`, for the composer: of who makes its adapter, else the `LIMITS` of the package it lives in."""
    if network not in wiring.NETWORKS:
        raise UnknownNetwork(f"No network is called {network!r}.")
    path = wiring.NETWORKS[network]
    own: Limits | None = getattr(wired(path), "limits", None)
    if own is not None:
        return own
    module, _, _ = path.rpartition(".")
    found: Limits = wired(f"{module}.LIMITS")
    return found


def by_hand(network: str) -> Place | None:
    """The place where only a person can post; None for networks that take posts from us."""
    return PLACES.get(network)
