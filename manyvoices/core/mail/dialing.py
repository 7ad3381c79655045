"""From the name of a mail server to an open connection: looked up once, each address checked."""

import socket
from collections.abc import Sequence
from ipaddress import ip_address
from typing import Any

import idna

from manyvoices.core import clock
from manyvoices.core.http.addresses import is_loopback
from manyvoices.core.mail.troubles import MailTrouble, Trouble

MOST_ADDRESSES = 4
CONNECT_SECONDS = 10.0

Found = tuple[int, Any]  # family and socket address


def find(host: str, port: int) -> list[Found]:
    """The addresses of a host, at most four. Mail servers often stand in the own network: private ones are right.

    Raises MailTrouble: no address, or one that no mail server has (link-local, where clouds keep their secrets).
    """
    try:
        answers = socket.getaddrinfo(_in_ascii(host), port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise MailTrouble(Trouble.NAME, str(error)) from None
    found: list[Found] = [(answer[0], answer[4]) for answer in answers]
    for _, address in found:
        literal = ip_address(str(address[0]).partition("%")[0])
        if literal.is_link_local or literal.is_multicast or literal.is_unspecified:
            raise MailTrouble(Trouble.FORBIDDEN, f"{host} is {literal}")
    return found[:MOST_ADDRESSES]


def all_here(found: Sequence[Found]) -> bool:
    """Whether every address is this machine itself."""
    return all(is_loopback(str(address[0])) for _, address in found)


def dial(found: Sequence[Found], until: float) -> socket.socket:
    """A connection to the first address that answers before `until` (core.clock.elapsed). Raises MailTrouble."""
    trouble = MailTrouble(Trouble.TIMED_OUT)
    for family, address in found:
        left = until - clock.elapsed()
        if left <= 0:
            break
        line = socket.socket(family, socket.SOCK_STREAM)
        line.settimeout(min(left, CONNECT_SECONDS))
        try:
            line.connect(address)
        except OSError as error:
            line.close()
            trouble = _trouble(error)
        else:
            return line
    raise trouble


def _trouble(error: OSError) -> MailTrouble:
    if isinstance(error, ConnectionRefusedError):
        return MailTrouble(Trouble.REFUSED, str(error))
    if isinstance(error, TimeoutError):
        return MailTrouble(Trouble.TIMED_OUT, str(error))
    return MailTrouble(Trouble.UNREACHABLE, str(error))


def _in_ascii(host: str) -> str:
    return host if host.isascii() else idna.encode(host, uts46=True).decode()
