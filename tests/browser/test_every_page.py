"""Every page at both widths, in both schemes and both languages: accessible, quiet, and no wider than the screen."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page
from pytest_django import Settings

from manyvoices.config import Config
from tests.browser.every_page import Demo, demo_on, faults, looking

pytestmark = [pytest.mark.long, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def demo(live_server_url: str, settings: Settings) -> Demo:
    """The demo's rows, read from a live server."""
    own = {"base_url": live_server_url, "allow_loopback_peers": True}
    settings.CONFIG = Config.model_validate({**settings.CONFIG.model_dump(), **own})
    return demo_on(live_server_url)


VIEWS = [("en", 390, "light"), ("en", 1280, "dark"), ("de", 390, "dark"), ("de", 1280, "light")]


# One test for all views: to make the demo takes longer than to look at its pages.
def test_every_page_is_accessible_quiet_and_fits(
    browser: Browser, demo: Demo, assert_accessible: Callable[[Page], None]
) -> None:
    assert len(demo.paths) > 60
    found = []
    for view in VIEWS:
        with looking(browser, demo, *view) as page:
            found += [
                f"{view}: {fault}" for fault in faults(page, demo, _speaking(view[0], assert_accessible))
            ]
    assert found == [], "\n".join(found)


def _speaking(language: str, check: Callable[[Page], None]) -> Callable[[Page], None]:
    def speaks(shown: Page) -> None:
        assert shown.evaluate("document.documentElement.lang")[:2] == language
        check(shown)

    return speaks
