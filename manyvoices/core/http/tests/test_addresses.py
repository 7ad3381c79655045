"""What is on the public internet, over the address lists that are known to fool `ipaddress.is_global`."""

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from manyvoices.core.http.addresses import BLOCKED_IPV4, BLOCKED_IPV6, is_loopback, is_public

# Seen to pass `is_global` (or `not is_private`) on Python 3.11.
PASSED_BY_THE_LIBRARY = [
    "192.0.0.8", "192.88.99.1", "224.0.0.1", "239.1.1.1", "::127.0.0.1", "::7f00:1", "64:ff9b::7f00:1",
    "64:ff9b:1::7f00:1", "2002:7f00:1::", "fec0::1", "ff02::1", "ff05::2", "5f00::1", "3fff::1", "100.64.0.1",
]  # fmt: skip
OTHERS = [
    "0.0.0.0", "127.0.0.1", "127.255.255.254", "10.1.2.3", "169.254.169.254", "172.31.0.1", "192.168.1.1",
    "100.100.100.200", "168.63.129.16", "192.0.0.192", "255.255.255.255", "240.0.0.1", "198.19.0.1", "::",
    "::1",
    "::ffff:127.0.0.1", "::ffff:8.8.8.8", "fe80::1", "fe80::1%eth0", "fd00:ec2::254", "2001:db8::1",
    "2001::1",
    "2001:10::1", "2002::1", "3ffe::1", "64:ff9b::8.8.8.8", "100::1", "4000::1",
]  # fmt: skip
NO_ADDRESS = [
    "",
    "localhost",
    "127.1",
    "2130706433",
    "0x7f.0.0.1",
    "0177.0.0.1",
    "1.2.3.4 ",
    "[::1]",
    "8.8.8.8%lo",
]


# promise D3
@pytest.mark.parametrize("address", PASSED_BY_THE_LIBRARY + OTHERS + NO_ADDRESS)
def test_special_addresses_are_not_public(address: str) -> None:
    assert not is_public(address)


# promise D3
def test_the_library_alone_would_let_the_special_addresses_pass() -> None:
    parsed = [ip_address(address) for address in PASSED_BY_THE_LIBRARY]
    assert any(address.is_global for address in parsed), "the broken twin no longer shows the danger"


@pytest.mark.parametrize(
    "address",
    ["8.8.8.8", "1.1.1.1", "93.184.216.34", "100.63.255.255", "2606:4700::1111", "2a00:1450:4001::1"],
)
def test_public_addresses_pass(address: str) -> None:
    assert is_public(address)


# promise D3
@given(st.data())
def test_no_address_of_a_special_block_is_public(data: st.DataObject) -> None:
    blocks: list[IPv4Network | IPv6Network] = [*BLOCKED_IPV4, *BLOCKED_IPV6]
    block = data.draw(st.sampled_from(blocks))
    offset = data.draw(st.integers(0, block.num_addresses - 1))
    assert not is_public(str(block[offset]))


# promise D3
@given(st.integers(0, 2**32 - 1))
def test_ipv4_inside_ipv6_is_never_public(number: int) -> None:
    inside = IPv4Address(number)
    nested = [f"::{inside}", f"::ffff:{inside}", f"64:ff9b::{inside}", f"64:ff9b:1::{inside}"]
    six_to_four = str(IPv6Address((0x2002 << 112) | (number << 80)))
    teredo = str(IPv6Address((0x20010000 << 96) | (number ^ 0xFFFFFFFF)))
    assert not any(is_public(address) for address in [*nested, six_to_four, teredo])


@given(st.ip_addresses(v=6))
def test_outside_the_handed_out_block_nothing_is_public(address: IPv6Address) -> None:
    assert is_public(str(address)) <= (address in IPv6Network("2000::/3"))


@given(st.text(max_size=60))
def test_no_text_raises(text: str) -> None:
    assert is_public(text) in {True, False}
    assert is_loopback(text) in {True, False}


def test_loopback_is_this_machine_and_no_disguise_of_it() -> None:
    assert is_loopback("127.0.0.1")
    assert is_loopback("127.9.9.9")
    assert is_loopback("::1")
    assert not any(map(is_loopback, ["::ffff:127.0.0.1", "0.0.0.0", "10.0.0.1", "::1%lo", "localhost"]))
