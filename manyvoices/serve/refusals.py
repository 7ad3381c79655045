"""What the front itself answers instead of the application."""

from dataclasses import dataclass

from manyvoices.serve.asgi import Send
from manyvoices.serve.bodies import Malformed, NoRoom, TooLarge, TooSlow
from manyvoices.serve.bridge import Overloaded
from manyvoices.serve.streams import TooManyStreams


@dataclass(frozen=True)
class Refusal:
    """A short plain answer; `retry_after` in seconds where trying again makes sense."""

    status: int
    text: str
    retry_after: int | None = None


STOPPING = Refusal(503, "Manyvoices is restarting. Please try again in a few seconds.", 5)
NOT_OURS = Refusal(421, "This server does not answer to that name; see MANYVOICES_BASE_URL.")
REFUSALS: dict[type[Exception], Refusal] = {
    Malformed: Refusal(400, "The length of the request cannot be read."),
    TooSlow: Refusal(408, "The request did not arrive in time. Please try again."),
    TooLarge: Refusal(413, "That is more than can be taken at once. Please send something smaller."),
    NoRoom: Refusal(503, "Too much is being received at the moment. Please try again shortly.", 10),
    Overloaded: Refusal(503, "Too many requests are waiting. Please try again in a few seconds.", 2),
    TooManyStreams: Refusal(503, "Too many live pages are open. This one looks by itself.", 30),
}


async def refuse(send: Send, refusal: Refusal) -> None:
    """Send the refusal and close the connection: what the client still sends is not read."""
    text = refusal.text.encode()
    headers = [
        (b"content-type", b"text/plain; charset=utf-8"),
        (b"content-length", str(len(text)).encode()),
        (b"cache-control", b"no-store"),
        (b"connection", b"close"),
    ]
    if refusal.retry_after is not None:
        headers.append((b"retry-after", str(refusal.retry_after).encode()))
    await send({"type": "http.response.start", "status": refusal.status, "headers": headers})
    await send({"type": "http.response.body", "body": text})
