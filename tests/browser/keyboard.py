"""Somebody who has only a keyboard: Tab by Tab, and the focus is seen wherever it rests."""

from playwright.sync_api import Locator, Page

MOST_TABS = 40
RING = 8
# Where the focus is for the eye: a box in a label shows it around both, the hidden field of files on its button.
FOCUSED = """() => {
  const one = document.activeElement;
  const shown = one.closest('.upload') ? one.form.querySelector('.add-pictures') : one.closest('label') ?? one;
  const box = shown.getBoundingClientRect();
  const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  return { said: one.outerHTML.slice(0, 120), x: box.x, y: box.y, width: box.width, height: box.height,
           covered: !(top && (shown.contains(top) || top.contains(shown))) };
}"""
BLUR = "window.rested = document.activeElement; rested.blur()"
# Two frames: the first may have been drawn before the change.
DRAWN = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
WITHOUT_RING = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync('* { outline: none !important; box-shadow: none !important; }');
  document.adoptedStyleSheets = [sheet];
}"""


def tab_to(page: Page, target: Locator) -> None:
    """Press Tab until `target` has the focus. Fails where the focus is not seen, or when it never comes there."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        _is_seen(page)
        if target.evaluate("(one) => one === document.activeElement"):
            return
    raise AssertionError(f"{target} is not reached by {MOST_TABS} Tabs")


def _is_seen(page: Page) -> None:
    box = page.evaluate(FOCUSED)
    assert not box["covered"], f"something lies over the focus: {box['said']}"
    with_focus = _drawn(page, box)
    page.evaluate(BLUR)
    without = _drawn(page, box)
    page.evaluate("rested.focus()")
    assert with_focus != without, f"shows no focus: {box['said']}"


def _drawn(page: Page, box: dict[str, float]) -> bytes:
    """The same pixels give the same bytes."""
    page.evaluate(DRAWN)
    x, y = max(0, box["x"] - RING), max(0, box["y"] - RING)
    wide, high = box["width"] + 2 * RING, box["height"] + 2 * RING
    return page.screenshot(clip={"x": x, "y": y, "width": wide, "height": high})
