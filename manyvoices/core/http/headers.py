"""Request headers: what a caller may set, and what travels on when a redirect leaves the server."""

import re
from collections.abc import Mapping
from functools import lru_cache

from multidict import CIMultiDict

from manyvoices.core.http.errors import Refused
from manyvoices.core.http.targets import Target

NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+\Z")  # a token (RFC 9110, 5.6.2)
VALUE = re.compile(r"[\t\x20-\x7e\x80-\U0010ffff]*\Z")

# These describe the connection or the framing of the body, which the client decides alone.
OURS = frozenset(
    {
        "accept-encoding",
        "connection",
        "content-length",
        "expect",
        "keep-alive",
        "proxy-authorization",
        "proxy-connection",
        "te",
        "trailer",
        "transfer-encoding",
        "upgrade",
    }
)
# A list of what is safe to show to anybody: a list of what is secret would always miss one.
HARMLESS = frozenset({"accept", "accept-language"})


ODD = "A header has characters that do not belong into one."


def check_headers(headers: Mapping[str, str] | None, target: Target) -> CIMultiDict[str]:
    """A copy of `headers`. Refused: line breaks and NUL, names that are no token, headers that only the
    client sets, and a Host that is not the host of `target`.
    """
    checked = CIMultiDict(headers or {})
    for name, value in checked.items():
        lower = _checked(name)
        if not VALUE.match(value):
            raise Refused(ODD)
        if lower == "host" and value != target.host:
            raise Refused(f"The Host header names {value}, but the address names {target.host}.")
    return checked


@lru_cache(256)
def _checked(name: str) -> str:
    """The name in lower case; the few there are come again with each request."""
    if not NAME.match(name):
        raise Refused(ODD)
    if name.lower() in OURS:
        raise Refused(f"The header {name} is not the caller's to set.")
    return name.lower()


def travelling(headers: CIMultiDict[str], before: Target, after: Target) -> CIMultiDict[str]:
    """The headers that go along from `before` to `after`: all on the same server, else only harmless ones."""
    if before.origin == after.origin:
        return headers
    return CIMultiDict((name, value) for name, value in headers.items() if name.lower() in HARMLESS)
