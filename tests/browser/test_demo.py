"""The tour, walked as a board would: from the printed link to the answer that comes back, at a desk and on a phone."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from manyvoices.serve.tests.clients import free_port
from tests.browser.conftest import PageAt
from tests.browser.sizes import overflow
from tests.browser.watching import watch
from tests.journeys.test_demo import Demo, running

pytestmark = pytest.mark.long
Check = Callable[[Page], None]
STEPS = 8


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_the_tour(page_at: PageAt, assert_accessible: Check, tmp_path: Path, width: int, scheme: str) -> None:
    with running(tmp_path / "data", "--port", str(free_port())) as demo:
        page = page_at(width, scheme)
        seen = watch(page, demo.origin)

        def look() -> None:
            expect(page.locator(".demo-bar")).to_be_visible()
            assert overflow(page) <= 0, page.url
            assert_accessible(page)

        page.goto(demo.link)
        look()
        page.get_by_role("button", name="Come in").click()
        look()
        page.get_by_role("link", name="Begin").click()
        for number in range(1, STEPS + 1):
            expect(page.locator("main .soft").first).to_have_text(f"Step {number} of {STEPS}")
            look()
            if number == 2:
                expect(page.get_by_role("row", name="Followers, each person once").first).to_be_visible()
            if number == 4:
                press_and_watch(page, demo, look)
            if number < STEPS:
                page.get_by_role("main").get_by_role("link", name="Next step").click()
        assert seen.errors == []


def press_and_watch(page: Page, demo: Demo, look: Callable[[], None]) -> None:
    """The post leaves, arrives at the second server, and two answers come back: one by itself, one by a button there."""
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_text("An answer came back")).to_be_visible(timeout=20_000)
    look()
    here = page.url
    second = page.get_by_role("link", name="To the second server").get_attribute("href")
    assert second
    page.goto(second)
    expect(page.get_by_role("article").first).to_contain_text("A visitor looks around")
    page.get_by_label("Answer as Lena").first.fill("Which line is yours?")
    page.get_by_role("button", name="Send").first.click()
    page.goto(here)
    expect(page.get_by_text("Which line is yours?")).to_be_visible(timeout=10_000)
