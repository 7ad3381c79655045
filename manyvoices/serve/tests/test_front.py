"""The front on a real server and real sockets: slow, oversized, broken and hurried clients."""

import signal
import socket
from collections.abc import Iterator

import pytest

from manyvoices.serve.routes import MIB
from manyvoices.serve.tests.clients import Standing, free_port, standing
from manyvoices.serve.tests.standing import PIECE, PIECES, answer_to

FORTY = 40
SLOW_POST = b"POST /patient HTTP/1.1\r\nHost: voices.example\r\nContent-Length: 2\r\n\r\na"
SLOW_GET = b"GET /long HTTP/1.1\r\nHost: voices.example\r\n\r\n"
TOO_LONG_TO_WAIT = 1.0  # seconds after which a twin that has not answered counts as frozen


@pytest.fixture(scope="module")
def front() -> Iterator[Standing]:
    with standing("front") as server:
        yield server


@pytest.fixture
def fresh() -> Iterator[Standing]:
    with standing("front") as server:
        yield server


def test_forty_slow_bodies_leave_the_pages_answering(fresh: Standing) -> None:
    slow = [fresh.open(SLOW_POST) for _ in range(FORTY)]
    fresh.wait_for(FORTY)
    status, _, text = fresh.ask("/")
    assert (status, text) == (200, answer_to(b""))
    assert fresh.at_work() == FORTY  # it was answered while they all were still dribbling
    for opened in slow:
        opened.sendall(b"b")
    assert all(answer_to(b"ab") in read_all(opened) for opened in slow)


def test_the_twin_that_reads_bodies_in_its_threads_freezes() -> None:
    with standing("body-in-thread") as twin:
        slow = [twin.open(SLOW_POST) for _ in range(FORTY)]
        twin.wait_for(FORTY)
        with pytest.raises(TimeoutError):
            twin.ask("/", within=TOO_LONG_TO_WAIT)
        for opened in slow:
            opened.sendall(b"b")
        assert twin.ask("/")[0] == 200


def test_clients_that_do_not_take_their_answer_leave_the_pages_answering(fresh: Standing) -> None:
    slow = [fresh.open(SLOW_GET) for _ in range(8)]
    fresh.wait_for(8)
    assert fresh.ask("/")[0] == 200
    assert fresh.at_work() == 8
    assert len(read_all(slow[0])) > PIECES * len(PIECE)


def test_the_twin_that_sends_from_its_threads_freezes() -> None:
    with standing("answer-in-thread") as twin:
        for _ in range(8):
            twin.open(SLOW_GET)
        twin.wait_for(8)
        with pytest.raises(TimeoutError):
            twin.ask("/", within=TOO_LONG_TO_WAIT)


def test_a_body_arrives_whole(front: Standing) -> None:
    body = bytes(range(256)) * 3000
    assert front.ask("/", method="POST", body=body)[2] == answer_to(body)


def test_a_body_in_chunks_arrives_whole(front: Standing) -> None:
    request = (
        b"POST / HTTP/1.1\r\nHost: voices.example\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
    )
    opened = front.open(request + b"3\r\nabc\r\n")
    opened.sendall(b"2\r\nde\r\n0\r\n\r\n")
    assert answer_to(b"abcde") in read_all(opened)


def test_an_announced_oversize_is_refused_before_it_is_sent(front: Standing) -> None:
    opened = front.open(
        b"POST /inbox HTTP/1.1\r\nHost: voices.example\r\nContent-Length: %d\r\n\r\n" % (MIB + 1)
    )
    assert read_all(opened).startswith(b"HTTP/1.1 413 ")


def test_an_oversize_that_grows_is_refused(front: Standing) -> None:
    request = b"POST /patient HTTP/1.1\r\nHost: voices.example\r\nTransfer-Encoding: chunked\r\n\r\n"
    opened = front.open(request + b"3e9\r\n" + b"x" * 1001 + b"\r\n")
    assert read_all(opened).startswith(b"HTTP/1.1 413 ")


def test_what_one_route_refuses_the_composer_takes(front: Standing) -> None:
    body = b"x" * (3 * MIB)
    assert front.ask("/compose/pictures", method="POST", body=body)[2] == answer_to(body)


def test_a_body_that_does_not_come_ends_with_408(front: Standing) -> None:
    opened = front.open(b"POST /hasty HTTP/1.1\r\nHost: voices.example\r\nContent-Length: 2\r\n\r\na")
    assert read_all(opened).startswith(b"HTTP/1.1 408 ")


def test_a_length_that_is_no_number_is_refused(front: Standing) -> None:
    opened = front.open(b"POST / HTTP/1.1\r\nHost: voices.example\r\nContent-Length: -1\r\n\r\na")
    assert read_all(opened).startswith(b"HTTP/1.1 400 ")


def test_a_client_that_hangs_up_leaves_nothing_behind(fresh: Standing) -> None:
    fresh.open(SLOW_POST)
    fresh.wait_for(1)
    fresh.slow.pop().close()
    fresh.wait_for(0)


def test_a_failing_page_is_a_500_and_the_next_one_works(front: Standing) -> None:
    assert front.ask("/broken")[0] == 500
    assert front.ask("/")[0] == 200


def test_head_has_no_body(front: Standing) -> None:
    status, _, text = front.ask("/", method="HEAD")
    assert (status, text) == (200, b"")


def test_the_servers_name_is_not_told(front: Standing) -> None:
    for path in ("/", "/in-flight", "/broken"):
        assert front.ask(path)[1].get_all("server") == ["manyvoices"]


def test_a_foreign_name_is_refused(front: Standing) -> None:
    assert front.ask("/", headers={"Host": "evil.example"})[0] == 421
    assert front.ask("/", headers={"Host": "voices.example:80"})[0] == 200
    assert front.ask("/.well-known/webfinger", headers={"Host": "brand.example"})[0] == 200


def test_only_the_hyphenated_spelling_of_a_header_arrives(front: Standing) -> None:
    seen = front.ask("/headers", headers={"X_Forwarded_Proto": "https", "X-Kept": "1"})[2]
    assert b"HTTP_X_KEPT" in seen
    assert b"FORWARDED" not in seen


def test_a_mounted_application_gets_the_body(front: Standing) -> None:
    assert front.ask("/in-flight", method="POST", body=b"hello")[2].endswith(b" hello")


# promise K4
def test_stopping_answers_what_is_at_work_and_then_ends(fresh: Standing) -> None:
    waiting = fresh.open(b"GET /nap HTTP/1.1\r\nHost: voices.example\r\n\r\n")
    fresh.wait_for(1)
    fresh.process.send_signal(signal.SIGTERM)
    assert read_all(waiting).startswith(b"HTTP/1.1 200 ")
    assert fresh.process.wait(20) == 0


def test_a_free_port_is_free() -> None:
    with socket.create_server(("127.0.0.1", free_port())) as server:
        assert server.getsockname()[1]


def read_all(opened: socket.socket) -> bytes:
    """What arrives on a connection until it is closed, or nothing more comes after a whole short answer."""
    opened.settimeout(20)
    received = b""
    while not complete(received):
        part = opened.recv(MIB)
        if not part:
            break
        received += part
    return received


def complete(received: bytes) -> bool:
    """Whether an HTTP answer with a length or in chunks has arrived whole."""
    head, found, body = received.partition(b"\r\n\r\n")
    lengths = [line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")]
    if not found:
        return False
    return len(body) >= int(lengths[0].split(b":")[1]) if lengths else body.endswith(b"0\r\n\r\n")
