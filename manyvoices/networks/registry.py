"""Which networks there are, and their adapters."""

from functools import cache
from typing import Any, Protocol

from manyvoices import wiring
from manyvoices.core.wired import wired
from manyvoices.networks.contract import Adapter, Limits


class UnknownNetwork(Exception):
    """No adapter is wired under this name."""


class AdapterTools(Protocol):
    """What an adapter is made with (core.work.Tools fits): the one door out and, for the native network, the database."""

    @property
    def http(self) -> Any:
        """A core.http.Client."""

    @property
    def home(self) -> Any:
        """A core.http.Client for addresses below `own_url` alone."""

    @property
    def own_url(self) -> str:
        """Origin of our own port, where the practice network lives."""

    @property
    def db(self) -> Any:
        """A core.work.kinds.Database."""


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
