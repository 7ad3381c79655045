"""Finding an actor by what a person types: an address like @user@host (RFC 7033) or the link of a profile."""

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from manyvoices.federation.fetching import Errand, NotFetched
from manyvoices.federation.hosts import loopback
from manyvoices.federation.ownership import first_id

_ADDRESS = re.compile(r"@?(?P<user>[\w.-]{1,100})@(?P<host>[^\s/@?#]{1,253})")
_LOOPBACK = re.compile(r"(127\.0\.0\.1|localhost|\[::1\])(:\d+)?")
_TYPES = ("application/activity+json", "application/ld+json")


@dataclass(frozen=True)
class Typed:
    """What somebody typed, understood: where WebFinger is asked (empty for a link) and what for."""

    question: str
    link: str


def understood(text: str) -> Typed | None:
    """The address or the link in `text`; None where it is neither."""
    text = text.strip()
    if text.startswith(("https://", "http://")):
        return Typed("", text)
    found = _ADDRESS.fullmatch(text)
    if found is None:
        return None
    scheme = "http" if loopback() and _LOOPBACK.fullmatch(found["host"]) else "https"
    resource = quote(f"acct:{found['user']}@{found['host']}", safe=":@")
    return Typed(f"{scheme}://{found['host']}/.well-known/webfinger?resource={resource}", "")


async def found_actor(typed: Typed, errand: Errand) -> dict[str, Any]:
    """The actor's document. Raises NotFetched and TryLater as the errand does, with a sentence on what was wrong."""
    return await errand.document(typed.link or _link(await errand.discovery(typed.question)))


def _link(said: dict[str, Any]) -> str:
    """The actor's id in a WebFinger answer (RFC 7033, section 4.4)."""
    links = said.get("links")
    for link in links if isinstance(links, list) else []:
        if not isinstance(link, dict) or link.get("rel") != "self":
            continue
        href = first_id(link.get("href"))
        if href and str(link.get("type", "")).startswith(_TYPES):
            return href
    raise NotFetched("Its server knows the address, but names no ActivityPub actor for it.")
