"""A tripwire for the whole test run: nothing may reach beyond this machine.

`install()` is called once from the repository's conftest. Python's audit hooks see every `socket.connect`
of every library, also of one that never heard of our client; they cannot see C code that calls the system
itself.
"""

import sys
from collections.abc import Sequence

from manyvoices.core.http.addresses import is_loopback

LOCAL_NAMES = frozenset({"", "localhost", "localhost.localdomain", "ip6-localhost", "0.0.0.0", "::"})
WATCHED = frozenset({"socket.connect", "socket.sendto", "socket.sendmsg"})

attempts: list[str] = []
"""Every attempt so far, so that a test run can also fail when the code under test swallowed the error."""

_installed: list[bool] = []


class ReachedOutside(AssertionError):
    """A test tried to reach something beyond this machine."""


def install() -> None:
    """Make every connection and look-up beyond this machine fail. A second call does nothing."""
    if not _installed:
        _installed.append(True)
        sys.addaudithook(_watch)


def _watch(event: str, arguments: tuple[object, ...]) -> None:
    if event in WATCHED:
        _check(event, arguments[1])
    elif event == "socket.getaddrinfo":
        _check(event, arguments[:2])


def _check(event: str, address: object) -> None:
    # Unix sockets have a path, and a datagram on a connected socket has None: neither leaves the machine.
    if not isinstance(address, Sequence) or isinstance(address, (str, bytes)) or not address:
        return
    host = address[0].decode() if isinstance(address[0], bytes) else str(address[0] or "")
    if host.lower() in LOCAL_NAMES or host.endswith(".localhost") or is_loopback(host):
        return
    attempts.append(f"{event} {host}")
    raise ReachedOutside(f"A test tried to reach {host} ({event}). Tests stay on this machine.")
