"""A URL, checked and in the one form in which it leaves."""

import re
from dataclasses import dataclass
from functools import lru_cache

from yarl import URL

from manyvoices.core.http.addresses import REMEMBERED, parse
from manyvoices.core.http.errors import Refused
from manyvoices.core.http.guard import Guard

LONGEST_URL = 4096
# Space and control characters are dropped silently by URL parsers, each in its own way.
ODD_CHARACTER = re.compile(r"[\x00-\x20\x7f\\]")
USER_INFO = re.compile(r"[^/?#]*//[^/?#]*@")
NAME = re.compile(r"(?=.{1,253}\Z)[a-z0-9_-]{1,63}(\.[a-z0-9_-]{1,63})*\Z")
# What ends in a number is an IPv4 address to resolvers and browsers: 127.1, 0x7f.1, 2130706433.
NUMBER_AT_END = re.compile(r"(\A|\.)(\d+|0x[0-9a-f]*)\Z")


@dataclass(frozen=True)
class Target:
    """Where a request goes. Signatures are made over `host` and `path`, which are the bytes that leave."""

    url: URL

    @property
    def host(self) -> str:
        """The value of the Host header: lower case, punycode, port only where it is not the usual one."""
        return self.url.host_port_subcomponent or ""

    @property
    def path(self) -> str:
        """The request target: path and query, quoted as they leave."""
        return self.url.raw_path_qs

    @property
    def origin(self) -> tuple[str, str, int]:
        """Scheme, host and port: two targets with the same origin are the same server."""
        return self.url.scheme, self.url.raw_host or "", self.url.port or 0


def check_target(url: str, guard: Guard) -> Target:
    """The target that `url` names, normalised: host as lower-case punycode without a final dot, no fragment.

    Refused: other schemes than https (http only where `guard` opens this machine itself), user names in the
    URL, odd characters, more than 4096 characters, hosts that are no full name and no canonical address,
    addresses that `guard` does not let us dial, and ports below 1024 other than 443. Names are checked when
    they are resolved.
    """
    if len(url) > LONGEST_URL or ODD_CHARACTER.search(url):
        raise Refused("The address is longer than 4096 characters or has spaces or control characters in it.")
    try:
        parsed = URL(url).with_fragment(None)
        port, host = parsed.port, (parsed.raw_host or "").removesuffix(".")
        parsed = parsed.with_host(host) if host != parsed.raw_host else parsed
        if parsed.explicit_port is not None:
            parsed = URL(str(parsed))  # drops a port that is the usual one, so that equal targets are equal
    except ValueError as error:
        raise Refused("This is not a web address.") from error
    if parsed.scheme not in {"https", "http"} or not host or port is None:
        raise Refused("This is not a web address: it must start with https:// and name a host.")
    if USER_INFO.match(url):
        raise Refused("The address carries a user name or a password.")
    check_server(parsed.scheme, host, port, guard)
    return Target(parsed)


@lru_cache(REMEMBERED)
def check_server(scheme: str, host: str, port: int, guard: Guard) -> None:
    """Refuse a server that is none of ours to speak to. What was not refused is remembered: no clock and no network,
    nothing but these four, decides.
    """
    if guard.closed and not guard.names(host, port):
        raise Refused("This is a demo: it speaks to nobody but the second server that comes with it.")
    check_host(host, port, guard)
    check_door(scheme, host, port, guard)


def check_host(host: str, port: int, guard: Guard) -> None:
    """Refuse a host that is no full name, no canonical address, or an address that we do not dial."""
    if parse(host) is not None:
        if not guard.may_dial(host, port):
            raise Refused(f"{host} is not an address on the public internet.")
        return
    if not NAME.match(host) or NUMBER_AT_END.search(host):
        raise Refused("The host of this address is neither a name nor an address in its usual notation.")
    # A bare word would be completed with the search domain of our own network.
    if "." not in host and not guard.may_speak_openly(host, port):
        raise Refused(f"{host} is not a full host name.")


def check_door(scheme: str, host: str, port: int, guard: Guard) -> None:
    """Refuse plain http and low ports other than 443, except to this machine where `guard` opens it."""
    if guard.may_speak_openly(host, port):
        return
    if scheme != "https":
        raise Refused("The address is not https: what we send could be read and changed on the way.")
    if port != 443 and port < 1024:
        raise Refused(f"Port {port} is not one for web servers.")
