"""Hosts and origins of ids: one spelling for each host, and no id that is read differently elsewhere."""

import re
from functools import lru_cache
from urllib.parse import SplitResult, urlsplit

import idna

_LONGEST = 2_048
_HOST = re.compile(
    r"(?=.{1,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?"
)
_ODD = re.compile("[\x00-\x20\x7f]")
_LOOPBACK = {"localhost", "127.0.0.1", "::1"}
_DEFAULT_PORT = {"https": 443, "http": 80}


class BadUri(ValueError):
    """A URI that cannot stand for anybody: the message says why."""


# Each id of a request is compared with several others.
@lru_cache(maxsize=1_024)
def host_of(uri: str, *, allow_loopback: bool = False) -> str:
    """Return the host of an https URI: lower-case, punycode, no trailing dot, `:port` if not the default.

    Refused with `BadUri`: another scheme, a login, an IP address, characters that parsers read differently
    (blanks, controls, a backslash), a host that is no domain name, over 2048 characters. `allow_loopback`
    (for tests and a trial at home) admits localhost, 127.0.0.1 and ::1, and only those over http too.

    Names go through UTS 46 without transitional mapping, as the client that dials them does: the older
    mapping of the standard library would make straße.example and strasse.example one host, and they have
    two owners.
    """
    parts = _split(uri)
    host = (parts.hostname or "").removesuffix(".")
    port = _port(parts)
    if allow_loopback and host in _LOOPBACK and parts.scheme in _DEFAULT_PORT:
        name = f"[{host}]" if ":" in host else host
    elif parts.scheme != "https":
        raise BadUri("Only https addresses count.")
    else:
        name = _domain(host)
    return name if port in {None, _DEFAULT_PORT[parts.scheme]} else f"{name}:{port}"


def same_origin(one: str, other: str, *, allow_loopback: bool = False) -> bool:
    """Return whether both URIs have one scheme, host and port. A URI that `host_of` refuses has no origin."""
    try:
        return _origin(one, allow_loopback=allow_loopback) == _origin(other, allow_loopback=allow_loopback)
    except BadUri:
        return False


def same_uri(one: str, other: str, *, allow_loopback: bool = False) -> bool:
    """Return whether both URIs name one thing: the same origin, and the rest of them letter for letter."""
    return same_origin(one, other, allow_loopback=allow_loopback) and _split(one)[2:] == _split(other)[2:]


def _origin(uri: str, *, allow_loopback: bool) -> tuple[str, str]:
    return _split(uri).scheme, host_of(uri, allow_loopback=allow_loopback)


def _split(uri: str) -> SplitResult:
    # urlsplit drops tabs and line ends in silence, and browsers read a backslash as a slash.
    if len(uri) > _LONGEST or "\\" in uri or _ODD.search(uri):
        raise BadUri("The address is too long or holds characters that no address may hold.")
    try:
        parts = urlsplit(uri)
    except ValueError as error:
        raise BadUri("The address cannot be read.") from error
    if "@" in parts.netloc:
        raise BadUri("The address carries a login.")
    return parts


def _port(parts: SplitResult) -> int | None:
    try:
        return parts.port
    except ValueError as error:
        raise BadUri("The port of the address is no port.") from error


@lru_cache(maxsize=4_096)
def _domain(host: str) -> str:
    """Return a domain name in ASCII. Its last label begins with a letter, so that no IP address passes."""
    try:
        name = idna.encode(host, uts46=True).decode().lower() if not host.isascii() else host.lower()
    except idna.IDNAError as error:
        raise BadUri("The host of the address is no domain name.") from error
    if not _HOST.fullmatch(name):
        raise BadUri("The host of the address is no domain name.")
    return name
