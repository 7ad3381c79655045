"""Which IP addresses belong to the public internet.

`ipaddress.is_global` is no such answer: on Python 3.11 it passes multicast, `192.88.99.1`, `::127.0.0.1`,
`64:ff9b::7f00:1`, `2002:7f00:1::` and more. So the lists stand here: for IPv4 what is blocked, for IPv6
what is allowed, because only one eighth of it has ever been handed out. Sources: the IANA special-purpose
address registries (RFC 6890, RFC 8190), RFC 5156, RFC 9637.
"""

from functools import lru_cache
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

BLOCKED_IPV4 = tuple(
    IPv4Network(block)
    for block in (
        "0.0.0.0/8",  # this network (RFC 791); Linux dials 0.0.0.0 as itself
        "10.0.0.0/8",  # private (RFC 1918)
        "100.64.0.0/10",  # carrier NAT (RFC 6598); cloud metadata at 100.100.100.200
        "127.0.0.0/8",  # loopback
        "168.63.129.16/32",  # the host agent that every Azure machine sees
        "169.254.0.0/16",  # link local; cloud metadata at 169.254.169.254
        "172.16.0.0/12",  # private
        "192.0.0.0/24",  # protocol assignments (RFC 6890); cloud metadata at 192.0.0.192
        "192.0.2.0/24",  # documentation
        "192.31.196.0/24",  # AS112 sink (RFC 7535)
        "192.52.193.0/24",  # multicast tunnelling (RFC 7450)
        "192.88.99.0/24",  # 6to4 relay (RFC 7526)
        "192.168.0.0/16",  # private
        "192.175.48.0/24",  # AS112 sink (RFC 7534)
        "198.18.0.0/15",  # benchmarks
        "198.51.100.0/24",  # documentation
        "203.0.113.0/24",  # documentation
        "224.0.0.0/4",  # multicast
        "240.0.0.0/4",  # reserved, and the broadcast address
    )
)

ALLOWED_IPV6 = IPv6Network("2000::/3")  # the only block handed out for the public internet (RFC 4291)

BLOCKED_IPV6 = tuple(
    IPv6Network(block)
    for block in (
        "2001::/23",  # protocol assignments: Teredo, benchmarks, ORCHID (RFC 2928)
        "2001:db8::/32",  # documentation
        "2002::/16",  # 6to4: carries any IPv4 address inside
        "2620:4f:8000::/48",  # AS112 sink (RFC 7534)
        "3ffe::/16",  # the former 6bone (RFC 3701)
        "3fff::/20",  # documentation (RFC 9637)
    )
)


# Asked again for each letter to a server, and always with the same answer.
REMEMBERED = 4_096


@lru_cache(REMEMBERED)
def is_public(address: str) -> bool:
    """Whether `address`, a literal IPv4 or IPv6 address, is one on the public internet.

    False for everything else: special blocks, IPv4 inside IPv6 in any spelling, zone ids, and text that is no
    address in its canonical notation (`127.1`, `0x7f.0.0.1`).
    """
    parsed = parse(address)
    if isinstance(parsed, IPv4Address):
        return not any(parsed in block for block in BLOCKED_IPV4)
    if isinstance(parsed, IPv6Address):
        return parsed in ALLOWED_IPV6 and not any(parsed in block for block in BLOCKED_IPV6)
    return False


def is_loopback(address: str) -> bool:
    """Whether `address` is a literal in 127.0.0.0/8 or `::1`, this machine itself."""
    parsed = parse(address)
    return parsed is not None and parsed.is_loopback and getattr(parsed, "ipv4_mapped", None) is None


@lru_cache(REMEMBERED)
def parse(address: str) -> IPv4Address | IPv6Address | None:
    """The address that the literal `address` names; None for anything else and for zone ids
    (`fe80::1%eth0`).
    """
    if "%" in address:
        return None
    try:
        return ip_address(address)
    except ValueError:
        return None
