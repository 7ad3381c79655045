"""Every page at both widths, in both schemes and both languages: accessible, quiet, and no wider than the screen.

And on a phone with texts that are longer than ours, and from right to left.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from pytest_django import Settings

from manyvoices.config import Config
from tests.browser.every_page import Demo, demo_on, faults, looking, pseudo, speak_pseudo

pytestmark = [pytest.mark.long, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def demo(live_server_url: str, settings: Settings) -> Demo:
    """The demo's rows, read from a live server."""
    own = {"base_url": live_server_url, "allow_loopback_peers": True}
    settings.CONFIG = Config.model_validate({**settings.CONFIG.model_dump(), **own})
    return demo_on(live_server_url)


VIEWS = [("en", 390, "dark"), ("de", 1280, "light")]
LONGER = [("de", "ltr"), ("ar", "rtl")]


# One test for all of it: to make the demo takes longer than to look at its pages once.
def test_every_page_is_accessible_quiet_and_fits(
    browser: Browser,
    demo: Demo,
    assert_accessible: Callable[[Page], None],
    settings: Settings,
    tmp_path: Path,
) -> None:
    assert len(demo.paths) > 60
    found = list(_in_our_words(browser, demo, assert_accessible))
    found += _in_longer_words(browser, demo, settings, tmp_path)
    assert found == [], "\n".join(found)


def _in_our_words(browser: Browser, demo: Demo, check: Callable[[Page], None]) -> Iterator[str]:
    for view in VIEWS:

        def speaks(shown: Page, language: str = view[0]) -> None:
            assert shown.evaluate("document.documentElement.lang")[:2] == language
            check(shown)

        with looking(browser, demo, *view) as page:
            yield from (f"{view}: {fault}" for fault in faults(page, demo, speaks))


def _in_longer_words(browser: Browser, demo: Demo, settings: Settings, folder: Path) -> Iterator[str]:
    for language, direction in LONGER:

        def runs(shown: Page, direction: str = direction) -> None:
            assert shown.evaluate("document.documentElement.dir") == direction

        speak_pseudo(settings, folder / direction, language)
        with looking(browser, demo, language, 390, "light") as page:
            yield from (f"{language}, longer: {fault}" for fault in faults(page, demo, runs))
            page.goto(f"{demo.origin}/settings")
            assert "Séttíñgš" in page.inner_text("h1")


def test_gaps_and_markup_survive() -> None:
    assert pseudo("%(n)s <b>posts</b>").startswith("%(n)s <b>póštš</b>")
    assert len(pseudo("Let the voice rest for a while")) > 1.3 * len("Let the voice rest for a while")
