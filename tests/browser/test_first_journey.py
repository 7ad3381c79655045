"""The whole journey in a browser on a fresh installation: set up, first post, plan, edit, delete, pause."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from manyvoices.core import clock
from tests.browser.conftest import PageAt
from tests.browser.desk import drawing
from tests.browser.watching import Watch, watch
from tests.product import Product

pytestmark = pytest.mark.browser
OVERFLOW = "document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth"
# Colours fade from one scheme to the other; what is measured on the way belongs to neither. Out of sight a browser lets
# them wait for ever, so they are brought to their end.
SETTLED = "document.getAnimations().forEach((one) => one.finish())"
MOST_CLICKS = 8
SOON = 15_000


@dataclass
class Walk:
    """Somebody in front of the product: every click counts, every screen is looked at in both schemes."""

    page: Page
    product: Product
    accessible: Callable[[Page], None]
    seen: Watch
    clicks: int = 0

    def click(self, target: Locator) -> None:
        target.click()
        self.clicks += 1

    def look(self) -> None:
        for scheme in ("light", "dark"):
            self.page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
            self.page.evaluate(SETTLED)
            self.accessible(self.page)
        assert self.page.evaluate(OVERFLOW) <= 0, self.page.url
        assert self.page.evaluate("window.broken") == [], self.page.url

    def go(self, path: str) -> None:
        self.page.goto(self.product.origin + path)


@pytest.fixture(params=[390, 1280])
def walk(
    request: pytest.FixtureRequest,
    tmp_path: Path,
    page_at: PageAt,
    assert_accessible: Callable[[Page], None],
) -> Iterator[Walk]:
    """A fresh product and an empty browser of either width."""
    with Product.start(tmp_path) as product:
        page = page_at(request.param, "light")
        yield Walk(page, product, assert_accessible, watch(page, product.origin))


def test_from_the_printed_link_to_a_public_post_and_on(walk: Walk, tmp_path: Path) -> None:
    began = time.monotonic()
    _set_up(walk)
    _first_post(walk)
    print(f"\nfirst post: {walk.clicks} clicks, {time.monotonic() - began:.1f} s with every look at it")
    assert walk.clicks <= MOST_CLICKS
    _plan(walk, tmp_path)
    _edit_and_delete(walk)
    _pause(walk)
    assert walk.seen.errors == []
    assert walk.seen.strangers == []


def _set_up(walk: Walk) -> None:
    walk.page.goto(walk.product.set_up_link())
    for label, value in (
        ("Name of your organisation", "Northlight"),
        ("Your name", "Ada Berg"),
        ("Your e-mail address", "ada@northlight.example"),
        ("Password", "a long enough password"),
    ):
        walk.page.get_by_label(label).fill(value)
    walk.look()
    walk.click(walk.page.locator("form button").last)
    walk.page.wait_for_url("**/compose/**")


def _first_post(walk: Walk) -> None:
    assert "I work at Northlight" in walk.page.get_by_label("Your words").input_value()
    walk.look()
    walk.click(walk.page.get_by_role("button", name="Publish now"))
    expect(walk.page.get_by_role("heading", level=1)).to_have_text("You are heard", timeout=SOON)
    walk.look()
    link = walk.page.get_by_label("Public link to your post").inner_text()
    answer = walk.page.goto(link)
    assert answer is not None
    assert answer.status == 200
    expect(walk.page.locator("article").first).to_contain_text("I work at Northlight")
    walk.look()


def _plan(walk: Walk, tmp_path: Path) -> None:
    picture = tmp_path / "evening.jpg"
    picture.write_bytes(drawing())
    walk.go("/compose/")
    walk.page.get_by_label("Your words").fill("Tomorrow we test quieter brakes.")
    walk.page.get_by_label("Pictures to add").set_input_files(picture)
    walk.page.get_by_label("What picture 1 shows").fill("A red train in the snow")
    walk.page.get_by_text("Plan for later").click()
    walk.page.get_by_label("Day").fill((clock.now() + timedelta(days=2)).date().isoformat())
    walk.page.get_by_label("Time", exact=True).fill("08:10")
    walk.look()
    walk.page.get_by_role("button", name="Plan it").click()
    expect(walk.page.get_by_role("heading", level=1)).to_have_text("Post, not live yet")
    walk.look()
    walk.go("/queue/")
    expect(walk.page.get_by_text("Tomorrow we test quieter brakes.")).to_be_visible()
    walk.look()


def _edit_and_delete(walk: Walk) -> None:
    walk.go("/compose/")
    walk.page.get_by_label("Your words").fill("The night line is late.")
    walk.page.get_by_role("button", name="Publish now").click()
    walk.page.locator(".badge--live").wait_for(timeout=SOON)
    walk.page.get_by_role("link", name="Edit").click()
    walk.page.get_by_label("Your words").fill("The night line is on time again.")
    walk.look()
    walk.page.get_by_role("button", name="Change it everywhere").click()
    expect(walk.page.get_by_text("The night line is on time again.")).to_be_visible()
    walk.page.get_by_role("link", name="Delete").click()
    walk.look()
    walk.page.get_by_role("button", name="Yes, take it back").click()
    walk.page.locator(".badge--gone").wait_for(timeout=SOON)
    walk.look()


def _pause(walk: Walk) -> None:
    walk.go("/pause/")
    walk.page.get_by_text("Pause promotional posts").click()
    walk.page.get_by_label("Why?").fill("Train stuck at Wels")
    walk.page.get_by_role("button", name="Pause now").click()
    expect(walk.page.get_by_role("heading", name="PAUSE CONFIRMED")).to_be_visible(timeout=SOON)
    walk.look()
    walk.go("/compose/")
    walk.page.get_by_label("Your words").fill("A sunset")
    walk.page.get_by_role("button", name="Publish now").click()
    walk.page.locator(".badge--paused").wait_for(timeout=SOON)
