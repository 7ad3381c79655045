"""Fetching documents of other servers: signed by our own server, few for each occasion, believed only from their own address."""

import asyncio
from collections.abc import Mapping
from email.message import Message
from typing import Any
from urllib.parse import urldefrag, urljoin

from manyvoices.core import clock
from manyvoices.core.http import Guard, HttpError, Refused, Response, check_target
from manyvoices.core.strict_json import BadJson, parse
from manyvoices.core.work import Tools
from manyvoices.federation import signatures
from manyvoices.federation.blocks import is_domain_blocked
from manyvoices.federation.cards import Card, NotAnActor, card_of
from manyvoices.federation.hosts import domain_of, loopback
from manyvoices.federation.instance import ensure_instance_key, instance_key_id
from manyvoices.federation.origins import BadUri, same_origin, same_uri
from manyvoices.federation.ownership import first_id
from manyvoices.federation.uris import origin

# Key, owner, and the refetch of each from its own id, with one redirect to spare.
MOST_REQUESTS = 5
DEADLINE = 10.0
ACCEPT = 'application/activity+json, application/ld+json; profile="https://www.w3.org/ns/activitystreams"'
AS2 = "https://www.w3.org/ns/activitystreams"
REDIRECTS = {301, 302, 303, 307, 308}
LATER = {408, 425, 429}


class NotFetched(Exception):
    """The document could not be had, and asking again will not help; the message says why."""


class Gone(NotFetched):
    """Its server says 410: it was there, and is not any more."""


class TryLater(NotFetched):
    """Its server did not answer, or not now."""


class Errand:
    """All fetches on behalf of one incoming activity: at most five requests, whatever the documents refer to."""

    def __init__(self, tools: Tools) -> None:
        self._tools = tools
        self._left = MOST_REQUESTS

    async def document(self, uri: str) -> dict[str, Any]:
        """The document with the id `uri`, or the one that stands there under an id of its own, fetched from that id.

        Raises NotFetched: no AS2 content type, not readable, an id that leads elsewhere again, a blocked domain, too
        many requests; Gone for 410; TryLater. Source: CVE-2024-25623 (a document believed from any address).
        """
        where = uri
        for _ in range(2):
            said, where = await self._get(where)
            named = first_id(said)
            if named is None:
                raise NotFetched("The document has no id.")
            if same_uri(named, where, allow_loopback=loopback()):
                return said
            where = named
        raise NotFetched("The document's id leads to a document with another id.")

    async def discovery(self, url: str) -> dict[str, Any]:
        """The answer of WebFinger at `url` (RFC 7033): JSON of any type, for it is believed no further than to a link.

        Raises as `document`.
        """
        said, _where = await self._get(url, discovers=True)
        return said

    async def actor(self, key_id: str) -> Card:
        """The actor whose key is `key_id`. Raises as `document`, and NotFetched where key and actor do not fit."""
        said = await self.document(key_id)
        key = None
        if "owner" in said and "inbox" not in said:
            key, owner = said, first_id(said["owner"])
            if owner is None:
                raise NotFetched("The key has no owner.")
            said = await self.document(owner)
        try:
            return card_of(said, key_id, key)
        except NotAnActor as error:
            raise NotFetched(str(error)) from error

    async def _get(self, uri: str, *, discovers: bool = False) -> tuple[dict[str, Any], str]:
        """The document and the address it came from at last, redirects followed."""
        where = uri
        while self._left:
            self._left -= 1
            where = await self._checked(where)
            response = await self._ask(where)
            if response.status not in REDIRECTS:
                return _read(response, discovers=discovers), where
            where = urljoin(where, response.headers.get("Location", ""))
        raise NotFetched(f"It would take more than {MOST_REQUESTS} requests.")

    async def _checked(self, uri: str) -> str:
        """The address as it goes on the wire, without a fragment. Addresses of this machine are not a stranger's to name."""
        try:
            domain = domain_of(uri)
            url = str(check_target(urldefrag(uri).url, Guard(loopback=loopback())).url)
        except (BadUri, Refused) as error:
            raise NotFetched(str(error)) from error
        if same_origin(url, origin(), allow_loopback=loopback()):
            raise NotFetched("It is an address of our own.")
        if await self._tools.db(is_domain_blocked, domain, None):
            raise NotFetched("Its server is blocked.")
        return url

    async def _ask(self, url: str) -> Response:
        headers = {"Accept": ACCEPT}
        signed = await asyncio.to_thread(
            signatures.sign,
            method="GET",
            url=url,
            body=b"",
            key_id=instance_key_id(),
            private_key_pem=(await self._tools.db(ensure_instance_key)).private,
            now=clock.now(),
        )
        try:
            return await self._tools.http.request("GET", url, headers=headers | signed, deadline=DEADLINE)
        except Refused as error:
            raise NotFetched(error.reason) from error
        except HttpError as error:
            raise TryLater(error.reason) from error


def _read(response: Response, *, discovers: bool) -> dict[str, Any]:
    if response.status == 410:
        raise Gone("Its server says that it is gone.")
    if response.status >= 500 or response.status in LATER:
        raise TryLater(f"Its server answered {response.status}.")
    if response.status != 200:
        raise NotFetched(f"Its server answered {response.status}.")
    if not discovers and not is_activity(response.headers.get("Content-Type", "")):
        # Any upload of a user comes with another type: who reads those lets users forge actors (CVE-2024-25623).
        raise NotFetched("The answer is no ActivityPub document.")
    try:
        said = parse(response.body)
    except BadJson as error:
        raise NotFetched(str(error)) from error
    if not isinstance(said, Mapping):
        raise NotFetched("The answer is a list.")
    return dict(said)


def is_activity(content_type: str) -> bool:
    """Whether a Content-Type is that of ActivityPub: activity+json, or ld+json with the profile of ActivityStreams."""
    header = Message()
    header["Content-Type"] = content_type
    if header.get_content_type() == "application/activity+json":
        return True
    profile = header.get_param("profile")
    is_as2 = isinstance(profile, str) and AS2 in profile.split()
    return header.get_content_type() == "application/ld+json" and is_as2
