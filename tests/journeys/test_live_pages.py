"""Live pages through the real front: who hears of what, who hears no more, and what open pages cost everybody else."""

import http.client
import signal
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from threading import Thread

import pytest

from tests.inside.cast import EMAIL, PASSWORD
from tests.product import WEB, Product
from tests.visitor import Visitor

INBOX = "/live/inbox/"
WITHIN = 5.0


@pytest.fixture(scope="module")
def product(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    """Northlight with those who answer."""
    with Product.start(tmp_path_factory.mktemp("product")) as product:
        product.set_up()
        product.ask("staff")
        yield product


class Page:
    """An open page: what its stream says, as it comes."""

    def __init__(self, visitor: Visitor, path: str = INBOX) -> None:
        host = visitor.origin.removeprefix("http://")
        self.connection = http.client.HTTPConnection(host, timeout=100)
        cookie = "; ".join(f"{one.name}={one.value}" for one in visitor.cookies)
        self.connection.request("GET", path, headers={"Cookie": cookie})
        self.answer = self.connection.getresponse()
        self.said: list[str] = []
        self.ended_at = 0.0
        self.reading = Thread(target=self._read, daemon=True)
        self.reading.start()

    def __enter__(self) -> "Page":
        assert self.wait_for("here") < WITHIN
        return self

    def __exit__(self, *_failure: object) -> None:
        self.connection.close()

    def _read(self) -> None:
        try:
            for line in self.answer:
                if line.startswith(b"event: "):
                    self.said.append(line[7:].decode().strip())
        except (OSError, ValueError, AttributeError, http.client.HTTPException):
            pass  # closed by us, or cut off by a server that ends
        self.ended_at = time.monotonic()

    def wait_for(self, what: str, seconds: float = WITHIN) -> float:
        """The seconds until it said so; fails after a while."""
        began = time.monotonic()
        while what not in self.said:
            assert time.monotonic() - began < seconds, (what, self.said, self.answer.status)
            time.sleep(0.01)
        return time.monotonic() - began

    def until_quiet(self) -> None:
        """Returns once nothing changed for a while: what one event changes comes in more than one message."""
        self.said.clear()
        until = time.monotonic() + WITHIN
        while time.monotonic() < until:
            time.sleep(2.5)
            if "changed" not in self.said:
                return
            self.said.clear()
        raise AssertionError("the page changes and changes")


def somebody(product: Product, name: str) -> Visitor:
    """Signed in at the door."""
    visitor = product.visitor()
    email = EMAIL if name == "Ada" else f"{name.lower()}@northlight.example"
    page = visitor.get("/sign-in")
    landed = visitor.send(page, page.form("login", "password"), login=email, password=PASSWORD)
    assert landed.url.endswith("/today/"), landed.url
    return visitor


def stays_silent(product: Product, page: Page) -> bool:
    """Whether the page hears nothing of what reaches Ada's own voice. Where a look is late, every page looks again."""
    page.until_quiet()
    product.ask("arrives", handle="ada", text="Dear Ada, only for you.")
    time.sleep(2.5)
    return "changed" not in page.said


# promise I1
@pytest.mark.long
def test_who_may_see_it_hears_of_it_and_nobody_else(product: Product) -> None:
    cleo, dan = somebody(product, "Cleo"), somebody(product, "Dan")
    with ExitStack() as open_pages:
        inbox, outside = (open_pages.enter_context(Page(one)) for one in (cleo, dan))
        headers = {name.lower(): value for name, value in inbox.answer.getheaders()}
        assert headers["content-type"] == "text/event-stream"
        assert {"no-store", "no-transform"} <= set(headers["cache-control"].split(", "))
        assert headers["x-accel-buffering"] == "no"
        assert "content-length" not in headers
        conversation = product.ask("arrives", handle="northlight", text="The brakes squeal again!")
        inbox.wait_for("changed")
        time.sleep(1.5)
        assert "changed" not in outside.said
        assert dan.get(f"{INBOX}{conversation}/").status == 404
        assert any(stays_silent(product, inbox) for _ in range(5)), (
            "what reached Ada's own voice wakes Ada alone"
        )
        private = product.ask("arrives", handle="ada", text="Dear Ada, only for you.")
        assert cleo.get(f"{INBOX}{private}/").status == 404
    assert product.visitor().get(INBOX).url.startswith(f"{product.origin}/sign-in")


# promise I9
@pytest.mark.long
def test_who_signs_out_or_leaves_hears_nothing_more_within_a_minute(product: Product) -> None:
    cleo, bo = somebody(product, "Cleo"), somebody(product, "Bo")
    with Page(cleo) as signed_out, Page(bo) as left, Page(somebody(product, "Cleo")) as stays:
        began = time.monotonic()
        product.ask("leaves", name="Bo")
        page = cleo.get("/me/presence")
        form = page.form("csrfmiddlewaretoken")
        cleo.send(page, replace(form, action="/sign-out"))
        for one in (signed_out, left):
            one.reading.join(60)
            assert one.ended_at, "the stream is still open after a minute"
            assert one.ended_at - began < 60
        assert not stays.ended_at
    assert bo.get(INBOX).url.startswith(f"{product.origin}/sign-in")


@pytest.mark.long
def test_a_dozen_open_pages_occupy_no_thread_and_end_at_once(product: Product) -> None:
    """There are four threads for all pages: a stream in one of them would leave the others waiting."""
    people = [somebody(product, name) for name in ("Cleo", "Dan")]
    with ExitStack() as open_pages:
        twelve = [open_pages.enter_context(Page(people[number % 2])) for number in range(12)]
        refused = Page(people[0])
        assert (refused.answer.status, refused.answer.getheader("retry-after")) == (503, "30")
        refused.connection.close()
        assert people[0].get("/today/").status == 200
        assert not any(one.ended_at for one in twelve)
        began = time.monotonic()
        product.child(WEB).send_signal(signal.SIGTERM)
        for one in twelve:
            one.reading.join(5)
        assert all(0 < one.ended_at - began < 5 for one in twelve)
