"""A client that keeps what was said, for somebody who has to understand why a network says no."""

from dataclasses import dataclass
from typing import Any

from manyvoices.core.http.answers import Response
from manyvoices.core.http.client import Client
from manyvoices.core.http.errors import HttpError

MOST_OF_A_BODY = 2_000
# What a server tells about itself and us that helps to understand a refusal; no cookie, no token.
TELLING = (
    "content-type",
    "date",
    "retry-after",
    "server",
    "www-authenticate",
    "x-request-id",
    "x-ratelimit-remaining",
)


@dataclass(frozen=True)
class Exchange:
    """One request and its answer. The request is shown without headers and body: they carry our secrets."""

    method: str
    url: str
    status: int | None
    headers: dict[str, str]
    body: str
    problem: str


class RecordingClient:
    """Passes every request on to `client` and keeps the exchanges in order."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self.exchanges: list[Exchange] = []

    async def request(self, method: str, url: str, **options: Any) -> Response:
        """As `Client.request`; what it raises is kept and raised again."""
        try:
            answer = await self._client.request(method, url, **options)
        except HttpError as error:
            self.exchanges.append(Exchange(method, url, error.status, {}, "", error.reason))
            raise
        self.exchanges.append(_exchange(method, url, answer))
        return answer


def _exchange(method: str, url: str, answer: Response) -> Exchange:
    told = {name: str(answer.headers[name])[:300] for name in TELLING if name in answer.headers}
    body = answer.body[:MOST_OF_A_BODY].decode(errors="replace")
    return Exchange(method, url, answer.status, told, body, "")
