"""Names to addresses, and the last check before a socket exists.

A name is resolved once, every answer is checked, and a checked address is what is dialled: a name that
changes its mind between check and use (DNS rebinding) finds nothing to change. The resolver never sees
literal addresses, so the socket factory checks again whatever is about to be dialled.
"""

import asyncio
import socket
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

from aiohttp import AddrInfoType
from aiohttp.abc import AbstractResolver, ResolveResult

from manyvoices.core.http.guard import Guard

Lookup = Callable[[str], Awaitable[Sequence[str]]]

# Enough to try both families twice; a name with hundreds of dead addresses must not open hundreds of sockets.
MOST_ADDRESSES = 6
# Own threads: a dead name server holds each for up to half a minute, and the loop's few belong to everybody.
LOOKUP_THREADS = 16


class AddressRefused(OSError):
    """The guard does not let us dial this address. An OSError, because that is what aiohttp passes on."""


class GuardedResolver(AbstractResolver):
    """Resolves a name, and refuses it (AddressRefused) if any of its addresses is not one to dial."""

    def __init__(self, guard: Guard, lookup: Lookup | None = None) -> None:
        self._guard = guard
        self._lookup = lookup or self._ask_system
        self._threads = ThreadPoolExecutor(LOOKUP_THREADS, thread_name_prefix="lookup")

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        """At most 6 checked addresses of `host`. OSError if it has none, AddressRefused if one is bad."""
        if self._guard.closed:
            raise AddressRefused(f"{host} is not looked up: nothing but literal addresses is open.")
        addresses = list(dict.fromkeys(await self._lookup(host)))
        if not addresses:
            raise OSError(f"{host} has no address.")
        for address in addresses:
            if not self._guard.may_answer(address):
                raise AddressRefused(f"{host} leads to {address}, which is not on the public internet.")
        return [_result(host, address, port) for address in addresses[:MOST_ADDRESSES]]

    async def close(self) -> None:
        """Give up the lookups that wait."""
        self._threads.shutdown(wait=False, cancel_futures=True)

    async def _ask_system(self, host: str) -> Sequence[str]:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads, _addresses_of, host)


def guarded_socket(guard: Guard) -> Callable[[AddrInfoType], socket.socket]:
    """A socket factory for aiohttp that makes no socket (AddressRefused) for what `guard` does not let us
    dial.
    """

    def make(info: AddrInfoType) -> socket.socket:
        family, kind, protocol, _, address = info
        if not guard.may_dial(str(address[0]), int(address[1])):
            raise AddressRefused(f"{address[0]} is not an address on the public internet.")
        return socket.socket(family, kind, protocol)

    return make


def _addresses_of(host: str) -> Sequence[str]:
    answers = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    return [str(answer[4][0]) for answer in answers]


def _result(host: str, address: str, port: int) -> ResolveResult:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    flags = socket.AI_NUMERICHOST | socket.AI_NUMERICSERV
    return ResolveResult(hostname=host, host=address, port=port, family=family, proto=0, flags=flags)
