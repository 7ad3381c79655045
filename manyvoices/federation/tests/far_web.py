"""The rest of the web for tests: documents at addresses, and a record of who asked for them."""

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from manyvoices.core.http import HttpError, Response
from manyvoices.core.work import Kind
from manyvoices.core.work.drain import drain
from manyvoices.federation.signatures import IncomingRequest
from manyvoices.federation.tests.neighbours import tools
from manyvoices.federation.work.received import ReceivedActivities
from manyvoices.federation.work.unverified import UnverifiedRequests

AS2 = "application/activity+json; charset=utf-8"


@dataclass
class FarWeb:
    """Stands in for the one door out. What is not there answers 404; an HttpError there is raised."""

    there: dict[str, Response | HttpError] = field(default_factory=dict)
    asked: list[IncomingRequest] = field(default_factory=list)

    def put(
        self, url: str, said: object, *, status: int = 200, content_type: str = AS2, **headers: str
    ) -> "FarWeb":
        """`said` stands at `url` (bytes as they are)."""
        body = said if isinstance(said, bytes) else json.dumps(said).encode()
        self.there[url] = Response(status, {"Content-Type": content_type, **headers}, body, url)
        return self

    @property
    def urls(self) -> list[str]:
        return [f"{one.scheme}://{one.host}{one.path}" for one in self.asked]

    async def request(
        self, method: str, url: str, *, headers: Mapping[str, str], deadline: float | None = None
    ) -> Response:
        parts = urlsplit(url)
        lower = {name.lower(): value for name, value in headers.items()}
        self.asked.append(IncomingRequest(method, parts.path, parts.netloc, lower, b"", parts.scheme))
        found = self.there.get(url, Response(404, {}, b"", url))
        if isinstance(found, HttpError):
            raise found
        return found

    def work(self, *kinds: Kind[Any]) -> None:
        """Drains what has arrived: first what waits for its key, then what is verified."""

        async def go() -> None:
            for kind in kinds or (UnverifiedRequests(), ReceivedActivities()):
                while await drain(kind, tools(self)):
                    pass

        asyncio.run(go())
