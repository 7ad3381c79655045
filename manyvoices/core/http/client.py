"""The one door out: every request that leaves the product leaves through `Client`."""

import asyncio
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import Self

import aiohttp
from multidict import CIMultiDict

from manyvoices.core.http.answers import Response, read_answer
from manyvoices.core.http.errors import BadRedirect, NotSent
from manyvoices.core.http.faults import FLIGHT, Flight, Handover, explain, send_once
from manyvoices.core.http.guard import Guard
from manyvoices.core.http.headers import check_headers, travelling
from manyvoices.core.http.redirects import STATUSES, next_target
from manyvoices.core.http.resolving import GuardedResolver, Lookup, guarded_socket
from manyvoices.core.http.targets import Target, check_target

METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"})
# What aiohttp does not repeat by itself either.
NEVER_AGAIN = frozenset({"POST", "PATCH"})
# Shorter than the 5 s of Node and nginx-like servers: who hangs up first must be us, because a kept
# connection that the other side drops while we write leaves us not knowing.
KEEP_ALIVE = 4.0
CONNECTIONS = 100


@dataclass(frozen=True)
class _Call:
    """What stays the same from the first hop of a request to the last."""

    method: str
    body: bytes
    most: int
    redirects: int
    flight: Flight


class Client:
    """A pool of connections to the public internet; open it with `async with`, use it for many calls at once.

    `total_timeout` (seconds) is the longest that a call takes from name look-up to last byte, whatever the
    other side does; `max_bytes` is the largest body it takes; `per_host` the number of connections to one
    server. `tls` replaces the system's trusted authorities and `lookup` its name resolution. Proxy
    variables of the environment are ignored, cookies are not kept, and nothing is ever sent twice.
    """

    def __init__(
        self,
        guard: Guard,
        *,
        user_agent: str,
        total_timeout: float = 30.0,
        max_bytes: int = 1_048_576,
        per_host: int = 8,
        tls: ssl.SSLContext | None = None,
        lookup: Lookup | None = None,
    ) -> None:
        self._guard = guard
        self._user_agent = user_agent
        self._total_timeout = total_timeout
        self._max_bytes = max_bytes
        self._per_host = per_host
        self._tls: ssl.SSLContext | bool = tls or True
        self._lookup = lookup

    async def __aenter__(self) -> Self:
        self._resolver = GuardedResolver(self._guard, self._lookup)
        connector = Handover(
            resolver=self._resolver,
            socket_factory=guarded_socket(self._guard),
            ssl=self._tls,
            limit=CONNECTIONS,
            limit_per_host=self._per_host,
            keepalive_timeout=KEEP_ALIVE,
        )
        self._session = aiohttp.ClientSession(
            connector=connector,
            headers={"User-Agent": self._user_agent, "Accept-Encoding": "identity"},
            skip_auto_headers=("Content-Type",),
            cookie_jar=aiohttp.DummyCookieJar(),
            auto_decompress=False,
            trust_env=False,
            timeout=aiohttp.ClientTimeout(total=None, sock_connect=None),  # `request` keeps the one clock
        )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._session.close()
        await self._resolver.close()

    async def request(
        self,
        method: str,
        url: str,
        *,
        headers: Mapping[str, str] | None = None,
        body: bytes = b"",
        deadline: float | None = None,
        max_bytes: int | None = None,
        redirects: int = 0,
    ) -> Response:
        """Send one request and return the whole answer, whatever its status.

        `deadline` (seconds from now) and `max_bytes` can only be shorter and smaller than the client's own.
        With `redirects` a GET or HEAD is sent on at most so many times, each hop checked like the first;
        without, a redirect is returned as it came. Raises the errors of `errors.py`; nothing else but a
        ValueError for a call that can never be right.
        """
        if method not in METHODS or (redirects and (method not in {"GET", "HEAD"} or body)):
            raise ValueError(f"{method} is not a method that we send, or not one that follows redirects.")
        target = check_target(url, self._guard)
        sent_headers = check_headers(headers, target)
        most = self._max_bytes if max_bytes is None else min(max_bytes, self._max_bytes)
        seconds = self._total_timeout if deadline is None else min(deadline, self._total_timeout)
        if seconds <= 0:
            raise NotSent("No time was left to send the request. Nothing was sent.")
        call = _Call(method, body, most, redirects, Flight())
        try:
            async with asyncio.timeout(seconds):
                return await self._travel(call, target, sent_headers)
        except (aiohttp.ClientError, OSError) as error:  # TimeoutError is an OSError
            raise explain(error, call.flight) from error

    async def _travel(self, call: _Call, start: Target, headers: CIMultiDict[str]) -> Response:
        response = await self._send(call, start, headers)
        here = start
        for _ in range(call.redirects):
            location = _location(response)
            if location is None:
                return response
            target = next_target(start, here, location, self._guard)
            headers, here = travelling(headers, here, target), target
            response = await self._send(call, here, headers)
        if call.redirects and _location(response) is not None:
            raise BadRedirect(f"We were sent on more than {call.redirects} times.", status=response.status)
        return response

    async def _send(self, call: _Call, target: Target, headers: CIMultiDict[str]) -> Response:
        FLIGHT.set(call.flight)
        answer = await self._session.request(
            call.method,
            target.url,
            headers=headers,
            data=call.body or None,
            allow_redirects=False,
            middlewares=() if call.method in NEVER_AGAIN else (send_once,),
        )
        try:
            call.flight.status = answer.status
            return await read_answer(answer, most=call.most)
        finally:
            # A connection whose answer was read to its end is back in the pool by now; any other is cut.
            answer.close()


def _location(response: Response) -> str | None:
    return response.headers.get("Location") if response.status in STATUSES else None
