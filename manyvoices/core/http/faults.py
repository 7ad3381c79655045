"""What aiohttp reports, told in our own few errors.

The question that counts is whether a byte of the request can have left. aiohttp opens the connection (and
ends the TLS handshake) before it writes, so a request has left nothing until its flight was handed a
connection.
"""

from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

import aiohttp
from aiohttp.connector import Connection

from manyvoices.core.http.errors import BadRedirect, BadResponse, HttpError, NotSent, Refused, Uncertain
from manyvoices.core.http.resolving import AddressRefused

LOST = (aiohttp.ClientOSError, aiohttp.ServerDisconnectedError)


@dataclass
class Flight:
    """How far one call came, redirects included: bytes can only have left once it was `handed_over`."""

    handed_over: bool = False
    status: int | None = None


FLIGHT: ContextVar[Flight] = ContextVar("FLIGHT")


def explain(error: Exception, flight: Flight) -> HttpError:
    """The error of ours that `error`, raised by aiohttp or by a deadline during `flight`, amounts to."""
    cause = getattr(error, "os_error", None)
    if isinstance(cause, AddressRefused):
        return BadRedirect(str(cause)) if flight.handed_over else Refused(str(cause))
    if not flight.handed_over and isinstance(error, (aiohttp.ClientConnectorError, TimeoutError)):
        return NotSent(f"No connection came about ({type(error).__name__}). Nothing was sent.")
    if isinstance(error, (aiohttp.ClientPayloadError, aiohttp.ClientResponseError)):
        return BadResponse(f"The answer is broken ({type(error).__name__}).", status=flight.status)
    if isinstance(error, TimeoutError):
        return Uncertain("The time was over before the whole answer had come.", status=flight.status)
    return Uncertain(f"The connection was lost ({type(error).__name__}).", status=flight.status)


class Handover(aiohttp.TCPConnector):
    """A pool that marks the `FLIGHT` at hand just before a connection, new or kept, is used."""

    async def connect(
        self,
        req: aiohttp.ClientRequest,
        traces: list[Any],
        timeout: aiohttp.ClientTimeout,  # noqa: ASYNC109
    ) -> Connection:
        """A connection on which nothing was written for this request yet."""
        connection = await super().connect(req, traces, timeout)
        FLIGHT.get().handed_over = True
        return connection


async def send_once(
    request: aiohttp.ClientRequest, handler: aiohttp.ClientHandlerType
) -> aiohttp.ClientResponse:
    """A middleware that keeps aiohttp from sending a GET, PUT or DELETE again by itself.

    aiohttp repeats these when a kept connection drops. The first may have been carried out, so it is
    Uncertain; as an error that aiohttp does not know, it passes through its retry.
    """
    try:
        return await handler(request)
    except aiohttp.ClientConnectorError:
        raise
    except LOST as error:
        raise Uncertain(f"The connection was lost ({type(error).__name__}).") from error
