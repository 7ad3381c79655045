"""A real Chromium for every test of this folder, and the measure of accessibility."""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.db import connection
from playwright.sync_api import Browser, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

CHROMIUM = os.environ.get("MANYVOICES_TEST_CHROMIUM") or shutil.which("chromium") or ""
ARGUMENTS = [
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
]
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

PageAt = Callable[[int, str], Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test here is marked `browser`, and skipped on a machine without one.

    SQLite in memory is shared between threads by locks on whole tables, which no installation has: a file is used, as
    the product does.
    """
    database = connection.settings_dict
    if connection.vendor == "sqlite":
        database["TEST"]["NAME"] = str(
            Path(tempfile.mkdtemp(dir=database["NAME"].parent)) / "browser.sqlite3"
        )
    without = pytest.mark.skipif(not CHROMIUM, reason="no Chromium: apt-get install chromium")
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.browser)
            item.add_marker(without)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser a file. Its event loop runs in this thread: Django would take that for async code, and the next file's
    asyncio.run would be refused, so it ends with the file."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield chromium
        chromium.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def page_at(browser: Browser) -> Iterator[PageAt]:
    """`page_at(390, "dark")`: an empty page of that width and colour scheme, in a profile of its own."""
    contexts = []

    def page(width: int, scheme: str) -> Page:
        dark = scheme == "dark"
        context = browser.new_context(
            viewport={"width": width, "height": 844 if width < 600 else 900},
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
        )
        contexts.append(context)
        return context.new_page()

    yield page
    for context in contexts:
        context.close()


@pytest.fixture
def live_server_url(live_server: LiveServer) -> str:
    """The origin of the real site, served by a thread of this process."""
    return str(live_server.url)


@pytest.fixture(scope="session")
def assert_accessible() -> Callable[[Page], None]:
    """Fails with what axe finds against WCAG 2.2 A and AA on the page as it stands."""
    script = Axe().axe_script
    options = {"runOnly": WCAG, "resultTypes": ["violations"]}

    def check(page: Page) -> None:
        if page.evaluate("typeof axe") == "undefined":
            page.evaluate(script)
        violations = page.evaluate("(options) => axe.run(options).then((all) => all.violations)", options)
        found = [(rule["id"], node["html"][:200]) for rule in violations for node in rule["nodes"]]
        assert found == [], page.url

    return check
