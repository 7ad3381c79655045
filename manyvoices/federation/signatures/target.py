"""The address of an outgoing request, as both schemes sign it."""

from dataclasses import dataclass
from urllib.parse import urlsplit


@dataclass(frozen=True)
class Target:
    """The parts of an absolute URL: `authority` without a default port, `path` with its query."""

    scheme: str
    authority: str
    path: str


def target_of(url: str) -> Target:
    """Return the parts of `url`; refuse (ValueError) all but absolute http(s) without a login."""
    parts = urlsplit(url)
    absolute = parts.scheme in {"http", "https"} and parts.hostname and url.isascii() and url.isprintable()
    if not absolute or "@" in parts.netloc:
        raise ValueError(
            f"Only an absolute http(s) URL in ASCII without a login can be signed, not {url[:80]!r}."
        )
    default_port = ":443" if parts.scheme == "https" else ":80"
    query = f"?{parts.query}" if parts.query else ""
    return Target(parts.scheme, parts.netloc.lower().removesuffix(default_port), (parts.path or "/") + query)
