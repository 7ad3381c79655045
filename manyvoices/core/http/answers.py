"""Reading an answer without trusting it."""

from collections.abc import Mapping
from dataclasses import dataclass

import aiohttp

from manyvoices.core.http.errors import BadResponse, TooLarge


@dataclass(frozen=True)
class Response:
    """What came back: `headers` is read without regard to case, `url` is where the last redirect led."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    url: str


async def read_answer(answer: aiohttp.ClientResponse, *, most: int) -> Response:
    """The whole answer. TooLarge if its body has more than `most` bytes; BadResponse if it is encoded or
    interim.

    Nothing is ever decompressed: 204 kB of gzip become 67 MB before a cap can act.
    """
    _check_head(answer, most=most)
    body = bytearray()
    async for piece in answer.content.iter_any():
        body += piece
        if len(body) > most:
            raise TooLarge(f"The answer has more than {most} bytes.", status=answer.status)
    return Response(answer.status, answer.headers, bytes(body), str(answer.url))


def _check_head(answer: aiohttp.ClientResponse, *, most: int) -> None:
    status = answer.status
    if status < 200:
        raise BadResponse(f"The answer is an interim one ({status}) that we did not ask for.", status=status)
    if _values(answer, "Content-Encoding") - {"identity"} or _values(answer, "Transfer-Encoding") - {
        "chunked"
    }:
        raise BadResponse("The answer is compressed, which we had asked it not to be.", status=status)
    if answer.method != "HEAD" and (answer.content_length or 0) > most:
        raise TooLarge(f"The answer says that it has more than {most} bytes.", status=status)


def _values(answer: aiohttp.ClientResponse, name: str) -> set[str]:
    if name not in answer.headers:
        return set()
    values = ",".join(answer.headers.getall(name)).split(",")
    return {value.strip().lower() for value in values} - {""}
