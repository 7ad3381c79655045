"""How much wider a page is than its window."""

from typing import cast

from playwright.sync_api import Page

# There is nothing to measure between two pages, until something of the next has arrived.
OVERFLOW = """async () => {
  while (!document.scrollingElement) await new Promise(requestAnimationFrame);
  return document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth;
}"""


def overflow(page: Page) -> int:
    """Pixels that the loaded page reaches beyond the window; 0 or less for none."""
    page.wait_for_load_state()
    return cast("int", page.evaluate(OVERFLOW))
