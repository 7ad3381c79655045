"""Hosts of other servers as they stand in our rows, under the settings of this installation."""

from django.conf import settings

from manyvoices.config import Config
from manyvoices.federation.origins import host_of


def loopback() -> bool:
    """Whether servers on this machine count (tests only)."""
    config: Config = settings.CONFIG
    return config.allow_loopback_peers


def domain_of(uri: str) -> str:
    """The host of `uri` as in `RemoteActor.domain`. Raises BadUri for an address that does not count."""
    return host_of(uri, allow_loopback=loopback())


def domain_and_above(domain: str) -> list[str]:
    """A host, the same without its port, and every domain above it: what a block of one of them covers."""
    bare = domain if domain.endswith("]") else domain.rsplit(":", 1)[0]
    labels = bare.split(".")
    above = [".".join(labels[start:]) for start in range(len(labels))]
    return list(dict.fromkeys([domain, *above]))
