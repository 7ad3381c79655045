"""Texts that are longer than ours, and pages that read from right to left, fit every page of a phone."""

from collections.abc import Callable
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


# One test for both: to make the demo takes longer than to look at its pages.
def test_every_page_fits_with_longer_texts_in_either_direction(
    browser: Browser, demo: Demo, settings: Settings, tmp_path: Path
) -> None:
    found = []
    for language, direction in (("de", "ltr"), ("ar", "rtl")):
        speak_pseudo(settings, tmp_path / direction, language)
        with looking(browser, demo, language, 390, "light") as page:
            found += [f"{language}: {fault}" for fault in faults(page, demo, _running(direction))]
            page.goto(f"{demo.origin}/settings")
            assert "Séttíñgš" in page.inner_text("h1")
    assert found == [], "\n".join(found)


def _running(direction: str) -> Callable[[Page], None]:
    def runs(shown: Page) -> None:
        assert shown.evaluate("document.documentElement.dir") == direction

    return runs


def test_gaps_and_markup_survive() -> None:
    assert pseudo("%(n)s <b>posts</b>").startswith("%(n)s <b>póštš</b>")
    assert len(pseudo("Let the voice rest for a while")) > 1.3 * len("Let the voice rest for a while")
