"""The policy of one client."""

import pytest

from manyvoices.core.http.guard import Guard

SANDBOX = Guard(allowed=frozenset({("127.0.0.1", 8000)}))


def test_by_default_this_machine_is_closed() -> None:
    assert not Guard().may_dial("127.0.0.1", 443)
    assert not Guard().may_speak_openly("localhost", 80)
    assert Guard().may_dial("8.8.8.8", 443)


def test_loopback_opens_this_machine_and_no_other() -> None:
    guard = Guard(loopback=True)
    assert guard.may_dial("127.0.0.1", 1)
    assert guard.may_speak_openly("peer.localhost", 8080)
    assert not guard.may_dial("10.0.0.1", 443)
    assert not guard.may_speak_openly("8.8.8.8", 80)


def test_an_allowed_pair_opens_exactly_itself_and_no_name_may_lead_there() -> None:
    assert SANDBOX.may_dial("127.0.0.1", 8000)
    assert not SANDBOX.may_dial("127.0.0.1", 8001)
    assert not SANDBOX.may_dial("127.0.0.2", 8000)
    assert not SANDBOX.may_answer("127.0.0.1")


@pytest.mark.parametrize("pair", [("localhost", 80), ("127.1", 80), ("127.0.0.1", 0), ("127.0.0.1", 65536)])
def test_a_pair_that_is_no_literal_address_with_a_port_is_refused(pair: tuple[str, int]) -> None:
    with pytest.raises(ValueError, match="literal address"):
        Guard(allowed=frozenset({pair}))


def test_a_closed_guard_opens_its_pair_and_nothing_else() -> None:
    closed = Guard(allowed=frozenset({("127.0.0.1", 8001)}), closed=True)
    assert closed.may_dial("127.0.0.1", 8001)
    assert closed.may_speak_openly("127.0.0.1", 8001)
    for address, port in (("8.8.8.8", 443), ("127.0.0.1", 8000), ("1.1.1.1", 8001)):
        assert not closed.may_dial(address, port)
    assert not closed.may_answer("8.8.8.8")
