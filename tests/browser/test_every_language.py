"""Texts that are longer than ours, and pages that read from right to left, fit every page of a phone."""

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


@pytest.fixture(params=["de", "ar"])
def language(request: pytest.FixtureRequest, settings: Settings, tmp_path: Path, demo: Demo) -> str:
    """A language of longer texts; the second is read from right to left."""
    speak_pseudo(settings, tmp_path, request.param)
    return str(request.param)


def test_every_page_fits_with_longer_texts_in_either_direction(
    browser: Browser, demo: Demo, language: str
) -> None:
    direction = "rtl" if language == "ar" else "ltr"

    def speaks(shown: Page) -> None:
        assert shown.evaluate("document.documentElement.dir") == direction

    with looking(browser, demo, language, 390, "light") as page:
        found = faults(page, demo, speaks)
        page.goto(f"{demo.origin}/settings")
        assert "Séttíñgš" in page.inner_text("h1")
    assert found == [], "\n".join(found)


def test_gaps_and_markup_survive() -> None:
    assert pseudo("%(n)s <b>posts</b>").startswith("%(n)s <b>póštš</b>")
    assert len(pseudo("Let the voice rest for a while")) > 1.3 * len("Let the voice rest for a while")
