"""`MANYVOICES_EMAIL_URL`: a mail server in one line, for those who keep their settings outside the database.

`smtp://user:password@mail.example.org:587?from=voices@example.org&name=Northlight` is STARTTLS, `smtps://…:465` is TLS
from the start, `?security=none` is for a server on this machine.
"""

from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import parse_qsl, unquote, urlsplit

Security = Literal["starttls", "tls", "none"]

USUAL_PORT: dict[Security, int] = {"starttls": 587, "tls": 465, "none": 25}
KNOWN = {"from", "name", "security"}


@dataclass(frozen=True)
class EmailUrl:
    """What the line says. Never printed with its password."""

    host: str
    port: int
    security: Security
    from_address: str
    from_name: str
    user: str
    password: str = field(repr=False)


def parse(url: str) -> EmailUrl:
    """The parts of the line. Raises ValueError with a sentence that says what to change and repeats no secret."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise ValueError(
            "write it like smtp://user:password@mail.example.org:587?from=you@example.org"
        ) from None
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
        raise ValueError("it must start with smtp:// or smtps:// and name a host")
    asked = dict(parse_qsl(parts.query))
    if unknown := asked.keys() - KNOWN:
        raise ValueError(f"{min(unknown)} is not known there; after the ? stand from, name and security")
    user = unquote(parts.username or "")
    from_address = asked.get("from", user)
    if "@" not in from_address:
        raise ValueError("say in whose name letters leave: add ?from=voices@example.org")
    security = _security(parts.scheme, asked.get("security", ""))
    return EmailUrl(
        host=parts.hostname,
        port=port or USUAL_PORT[security],
        security=security,
        from_address=from_address,
        from_name=asked.get("name", ""),
        user=user,
        password=unquote(parts.password or ""),
    )


def _security(scheme: str, asked: str) -> Security:
    if asked not in {"", "none"} or (asked and scheme == "smtps"):
        raise ValueError("security can only be none, and only with smtp://")
    if asked:
        return "none"
    return "tls" if scheme == "smtps" else "starttls"
