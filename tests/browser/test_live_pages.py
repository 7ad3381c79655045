"""A page that keeps itself up to date, in a real browser: what changes, what is left alone, and what its line says.

The product serves script, style and the line; the page around them and its stream are the test's, so that it can say what
changes and when.
"""

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from django.template.loader import render_to_string
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import PageAt

LOOKS = os.environ.get("MANYVOICES_TEST_LOOKS", "")
HERE = "retry: 60000\nevent: here\ndata: 1\n\n"
CHANGED = HERE + "event: changed\ndata: 1\n\n"
FRAME = """<!doctype html><html lang="en"><head><title>{title}</title><meta name="viewport" content="width=device-width">
<link rel="stylesheet" href="/static/manyvoices/css/tokens.css"><link rel="stylesheet" href="/static/manyvoices/css/base.css">
<link rel="stylesheet" href="/static/manyvoices/css/components.css"><link rel="stylesheet" href="/static/manyvoices/css/live.css">
<script type="module" src="/static/manyvoices/js/live.js"></script></head>
<body><main><h1>Inbox</h1>{line}<div id="list" data-live="/live/inbox/">{content}</div></main></body></html>"""


@dataclass
class Site:
    """What the browser is told: the content of the page, and what comes over its stream."""

    content: str
    title: str = "Inbox"
    stream: str = HERE
    status: int = 200
    since: list[str] = field(default_factory=list)
    looked: int = 0

    def page(self, route: Route) -> None:
        """The page as it stands."""
        self.looked += 1
        line = render_to_string("live/checked.html")
        html = FRAME.format(title=self.title, line=line, content=self.content)
        policy = {
            "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'"
        }
        route.fulfill(status=self.status, body=html, content_type="text/html", headers=policy)

    def listen(self, route: Route) -> None:
        """What came over the stream so far; then the link breaks, and the browser comes again in a minute."""
        self.since.append(route.request.url.partition("since=")[2])
        if not self.stream:
            return route.fulfill(status=503, body="")
        return route.fulfill(body=self.stream, content_type="text/event-stream")


def opened(page: Page, origin: str, site: Site) -> Page:
    """The page, opened."""
    page.route("**/inbox/", site.page)
    page.route("**/live/inbox/*", site.listen)
    page.goto(origin + "/inbox/")
    return page


def row(pk: int, words: str) -> str:
    """A line of the list, as the inbox writes it."""
    box = f'<label><input type="checkbox" name="c" value="{pk}"> {words}</label>'
    return f'<li id="c{pk}">{box} <a href="/inbox/{pk}/">open</a></li>'


def again(page: Page) -> None:
    """Look again, as the script does by itself."""
    with page.expect_response("**/inbox/"):
        page.evaluate("window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")


def test_what_changed_is_shown_and_what_is_used_is_left_alone(page_at: PageAt, live_server_url: str) -> None:
    form = "<form><textarea name=note>Kept</textarea></form><details><summary>More</summary>Old</details>"
    first = f"<ul>{row(1, 'Lena')}{row(2, 'Omar')}</ul>{form}"
    site = Site(first)
    page = opened(page_at(390, "light"), live_server_url, site)
    expect(page.get_by_text("Live", exact=True)).to_be_visible()
    assert site.since[0].isdecimal()
    page.get_by_label("Omar").check()
    page.locator("textarea").fill("Dear Omar, half a sent")
    page.get_by_text("More").click()
    page.locator("#c1 a").focus()
    site.title = "Inbox (3)"
    site.content = (
        first.replace("<ul>", "<ul>" + row(3, "Milo")).replace("Lena", "Lena K.").replace("Old", "New")
    )
    again(page)
    expect(page.locator("li")).to_have_text(["Milo open", "Lena K. open", "Omar open"])
    expect(page).to_have_title("Inbox (3)")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "/inbox/1/", (
        "focus stays in its row"
    )
    expect(page.get_by_label("Omar")).to_be_checked()
    expect(page.get_by_label("Milo")).not_to_be_checked()
    expect(page.locator("textarea")).to_have_value("Dear Omar, half a sent")
    expect(page.locator("details")).to_have_attribute("open", "")
    site.content = f"<ul>{row(1, 'Lena K.')}</ul>"
    again(page)
    # Omar is gone, but ticked: he waits until the tick is taken away. So does what is being written.
    expect(page.locator("li")).to_have_text(["Lena K. open", "Omar open"])
    expect(page.locator("textarea")).to_have_value("Dear Omar, half a sent")
    page.get_by_label("Omar").uncheck()
    page.locator("#c1 a").focus()
    expect(page.locator("li")).to_have_text(["Lena K. open"])


def test_the_line_says_how_fresh_the_page_is(page_at: PageAt, live_server_url: str) -> None:
    site = Site(f"<ul>{row(1, 'Lena')}</ul>", stream="")
    page = page_at(390, "light")
    page.clock.install()
    opened(page, live_server_url, site)
    page.clock.run_for(6000)
    expect(page.get_by_text("The live link is broken.")).to_be_visible()
    expect(page.get_by_text("Last checked 5 s ago")).to_be_visible()
    expect(page.get_by_role("link", name="Look again")).to_be_visible()
    look(page, "polling")
    site.content = f"<ul>{row(2, 'Omar')}</ul>"
    with page.expect_response("**/inbox/"):
        page.clock.run_for(16_000)
    expect(page.get_by_text("Omar")).to_be_visible()
    site.status = 502
    page.clock.run_for(80_000)
    expect(page.get_by_text("Not up to date")).to_be_visible()
    expect(page.get_by_role("status")).to_have_text("Not up to date: Manyvoices cannot be reached.")
    look(page, "stale")
    site.status, site.stream = 200, CHANGED
    site.content = f"<ul>{row(3, 'Milo')}</ul>"
    page.clock.run_for(40_000)
    expect(page.get_by_text("Milo")).to_be_visible()
    site.status = 404
    page.clock.run_for(90_000)
    expect(page.get_by_text("not kept up to date any more")).to_be_visible()
    expect(page.get_by_text("Milo")).to_be_visible()


@pytest.mark.long
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_line_is_accessible_in_every_state(
    page_at: PageAt, live_server_url: str, assert_accessible: Callable[[Page], None], scheme: str
) -> None:
    page = opened(page_at(390, scheme), live_server_url, Site(f"<ul>{row(1, 'Lena')}</ul>"))
    expect(page.get_by_text("Live", exact=True)).to_be_visible()
    for state in ("live", "polling", "stale", "gone"):
        page.locator("[data-fresh]").evaluate(
            "(line, state) => { line.className = 'freshness freshness--' + state; "
            "line.querySelector('[data-fresh-again]').hidden = false }",
            state,
        )
        assert_accessible(page)
        look(page, f"{scheme}-{state}")


def look(page: Page, name: str) -> None:
    """A picture, where somebody wants to see it."""
    if LOOKS:
        page.screenshot(path=Path(LOOKS) / f"live-{name}.png")
