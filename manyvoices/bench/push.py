"""How fast one post reaches many other servers."""

from collections.abc import Iterator, Mapping
from typing import Any

from manyvoices.bench.apart.running import measured

INBOXES, SERVERS = 2_000, 100
FOLLOWERS, SHARED_SERVERS = 10_000, 1_000
FEDERATING = {
    "MANYVOICES_BASE_URL": "https://voices.bench.example",
    "MANYVOICES_ALLOW_LOOPBACK_PEERS": "1",
}


def measure(
    inboxes: int = INBOXES,
    servers: int = SERVERS,
    followers: int = FOLLOWERS,
    shared_servers: int = SHARED_SERVERS,
) -> Iterator[Mapping[str, Any]]:
    """One measurement a variant: everybody with an inbox of their own, and one shared inbox a server.

    The other servers are one process that counts; the limit, measured on the same inboxes, is a bare signature and a
    bare POST for each.
    """
    module = "manyvoices.bench.pushing.sending"
    return measured(module, inboxes, servers, followers, shared_servers, environ=FEDERATING)
