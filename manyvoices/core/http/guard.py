"""Whom a client may dial: the public internet, and nothing else without an explicit setting."""

from dataclasses import dataclass

from manyvoices.core.http.addresses import is_loopback, is_public, parse


@dataclass(frozen=True)
class Guard:
    """The address policy of one client.

    `loopback` opens 127.0.0.0/8 and `::1` on every port, with and without TLS: for tests alone. `allowed`
    opens exact pairs of literal address and port, for example our own sandbox network. A name never
    resolves into `allowed` and no redirect leads there, but a URL that names the pair does: a client with
    `allowed` is only for URLs that we wrote ourselves, never for those that a stranger sent.

    `closed` leaves nothing but `allowed`, and no name is even looked up: for a demo, whose only door is the
    second server that comes with it. There its strangers are ours as well.
    """

    loopback: bool = False
    allowed: frozenset[tuple[str, int]] = frozenset()
    closed: bool = False

    def __post_init__(self) -> None:
        """Refuse (ValueError) a pair that is not a literal address with a port."""
        for address, port in self.allowed:
            if parse(address) is None or not 0 < port < 65536:
                raise ValueError(f"{address}:{port} is not a literal address and a port.")

    def may_answer(self, address: str) -> bool:
        """Whether a name may resolve to `address`."""
        return not self.closed and (is_public(address) or (self.loopback and is_loopback(address)))

    def may_dial(self, address: str, port: int) -> bool:
        """Whether a connection to the literal `address` and `port` may be opened."""
        return self.may_answer(address) or self.names(address, port)

    def may_speak_openly(self, host: str, port: int) -> bool:
        """Whether plain http is allowed to `host`: only to this machine itself, and only where it is
        opened.
        """
        local_name = host == "localhost" or host.endswith(".localhost")
        opened = self.loopback and not self.closed
        return self.names(host, port) or (opened and (local_name or is_loopback(host)))

    def names(self, address: str, port: int) -> bool:
        """Whether the pair stands in `allowed`, literally."""
        return (address, port) in self.allowed
