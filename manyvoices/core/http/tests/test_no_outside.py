"""The tripwire of the test run."""

import asyncio
import socket
import subprocess
import sys

import pytest

from manyvoices.core.http.tests import no_outside
from manyvoices.core.http.tests.fault_server import OK, faults, says


@pytest.fixture(autouse=True)
def _armed() -> None:
    no_outside.install()
    no_outside.install()


def take_attempts() -> list[str]:
    """The attempts made in this test, taken off the list, because here they were wanted."""
    taken = no_outside.attempts[:]
    no_outside.attempts.clear()
    return taken


# promise D4
@pytest.mark.parametrize("address", ["8.8.8.8", "10.0.0.1", "192.0.2.1"])
def test_a_connection_beyond_this_machine_fails_once_and_is_remembered(address: str) -> None:
    with socket.socket() as outgoing, pytest.raises(no_outside.ReachedOutside):
        outgoing.connect((address, 443))
    assert take_attempts() == [f"socket.connect {address}"]


# promise D4
def test_look_ups_and_datagrams_fail_too() -> None:
    with pytest.raises(no_outside.ReachedOutside):
        socket.getaddrinfo("example.com", 443)
    with (
        socket.socket(socket.AF_INET6, socket.SOCK_DGRAM) as outgoing,
        pytest.raises(no_outside.ReachedOutside),
    ):
        outgoing.sendto(b"x", ("2606:4700::1111", 53))
    assert len(take_attempts()) == 2


def test_this_machine_stays_reachable() -> None:
    async def scene() -> bytes:
        async with faults(says(OK)) as server:
            reader, writer = await asyncio.open_connection("localhost", server.port)
            writer.write(b"GET / HTTP/1.1\r\n\r\n")
            status = await reader.readline()
            writer.close()
            await writer.wait_closed()
            return status

    assert asyncio.run(scene()).startswith(b"HTTP/1.1 200")
    one, other = socket.socketpair()
    with one, other:
        one.sendmsg([b"x"])
        assert other.recv(1) == b"x"
    assert take_attempts() == []


# promise D4
def test_without_the_tripwire_nothing_refuses() -> None:
    """The broken twin, in a process of its own. To connect a datagram socket sends no packet."""
    code = (
        "import contextlib, socket\n"
        "from manyvoices.core.http.tests import no_outside\n"
        "def dial():\n"
        "    with socket.socket(type=socket.SOCK_DGRAM) as s, contextlib.suppress(OSError):\n"
        "        s.connect(('192.0.2.1', 9))\n"
        "dial()\n"
        "print('passed')\n"
        "no_outside.install()\n"
        "try:\n    dial()\n"
        "except no_outside.ReachedOutside:\n    print('refused')\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["passed", "refused"]
