"""Which names this installation answers to.

A foreign name that resolves to our address would otherwise let a foreign page talk to us as if it were ours
(DNS rebinding). Addresses written as numbers cannot be rebound and are answered.
"""

import ipaddress
from collections.abc import Iterable
from urllib.parse import urlsplit

# Asked under the handle domains of brands, and by probes that know no name.
ANY_HOST = ("/.well-known/", "/healthz", "/readyz")


def names_of(*origins: str) -> frozenset[str]:
    """The host names of our own addresses, and the names of this machine for itself."""
    named = (urlsplit(origin).hostname for origin in origins)
    return frozenset({"localhost", *(name for name in named if name)})


def is_ours(host: str, path: str, names: Iterable[str]) -> bool:
    """Whether a request for `host` (the Host field, with or without a port) is meant for us."""
    if path.startswith(ANY_HOST):
        return True
    name = _without_port(host)
    return name in names or _is_number(name)


def _without_port(host: str) -> str:
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""


def _is_number(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
