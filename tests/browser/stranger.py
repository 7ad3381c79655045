"""A stranger in front of the real product, and the eyes that look over their shoulder at every screen."""

import os
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.browser.sizes import overflow
from tests.browser.watching import watch
from tests.inside.cast import EMAIL, PASSWORD
from tests.product import Product

SHOTS = os.environ.get("MANYVOICES_TEST_SHOTS", "")
FIELDS = {
    "Name of your organisation": "Northlight",
    "Your name": "Ada",
    "Your e-mail address": EMAIL,
    "Password": PASSWORD,
}
SCHEMES = ("light", "dark")
FADES = "document.getAnimations().some((one) => one instanceof CSSTransition)"
# Runs before every page. A press of a pointer is told as it begins: the page may be gone when it ends.
COUNT_PRESSES = """
  addEventListener('pointerdown', (event) => { if (event.isTrusted) window.pressed('click'); }, true);
  addEventListener('keydown', (event) => {
    if (event.isTrusted && event.key === 'Enter') window.pressed('Enter');
  }, true);
"""


class Stranger:
    """Somebody who was given the printed link. `look` is called on every screen; what the page does wrong is kept."""

    def __init__(self, product: Product, page: Page, check: Callable[[Page], None]) -> None:
        self.product = product
        self.page = page
        self.presses: list[str] = []
        self.seen = watch(page, product.origin)
        self.check = check
        self._began = time.monotonic()
        self.screens: list[str] = []

    def open_link(self) -> None:
        """Open the printed link; from here on every click and every Enter is counted, and the clock runs."""
        self.page.expose_function("pressed", self._pressed)
        self.page.add_init_script(COUNT_PRESSES)
        self._began = time.monotonic()
        self.page.goto(self.product.set_up_link())

    def took(self) -> str:
        """Clicks and seconds so far, for the terminal."""
        return f"{len(self.presses)} clicks, {time.monotonic() - self._began:.1f} s"

    def go(self, path: str) -> None:
        """Open an own page."""
        answer = self.page.goto(self.product.origin + path)
        assert answer is not None
        assert answer.status == 200, f"{path}: {answer.status}"

    def click(self, name: str, role: str = "button") -> None:
        """Click the first thing of that name that one sees."""
        self.of(role, name).click()

    def of(self, role: str, name: str) -> Locator:
        """The first visible thing of a role and a name."""
        found: Locator = self.page.get_by_role(role, name=name, exact=True)  # type: ignore[arg-type]
        return found.filter(visible=True).first

    def type_in(self, label: str, words: str) -> None:
        """Click into a field, as somebody with a mouse does, and write."""
        field = self.page.get_by_label(label, exact=True)
        field.click()
        field.fill(words)

    def heads(self, words: str) -> None:
        """Wait until the page is headed so."""
        expect(self.page.get_by_role("heading", level=1)).to_have_text(words, timeout=15_000)

    def look(self, name: str) -> None:
        """Fails when the screen is wider than the window or not accessible, in either colour scheme."""
        self.screens.append(name)
        for scheme in SCHEMES:
            self.page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
            assert not self.page.evaluate(FADES), f"{name} fades for somebody who wants no motion"
            assert overflow(self.page) <= 0, f"{name} is wider than the window"
            self.check(self.page)
            self._keep(f"{name}-{scheme}")
        assert self.page.evaluate("window.broken") == [], name

    def was_quiet(self) -> None:
        """Fails when any page logged an error or asked another host for anything."""
        assert self.seen.errors == []
        assert self.seen.strangers == []

    def _pressed(self, how: str) -> None:
        self.presses.append(how)

    def _keep(self, name: str) -> None:
        if SHOTS:
            width = self.page.evaluate("innerWidth")
            self.page.screenshot(path=Path(SHOTS) / f"{width}-{name}.png", full_page=True)


def set_up(stranger: Stranger) -> None:
    """Fill the four fields and agree."""
    for label, words in FIELDS.items():
        stranger.type_in(label, words)
    stranger.click("Agree and write the first post")
    stranger.heads("New post")


def public_link(stranger: Stranger) -> str:
    """The public address of the first post, as soon as the success page has it."""
    stranger.heads("You are heard")
    link = stranger.page.get_by_label("Public link to your post").inner_text()
    assert re.fullmatch(rf"{re.escape(stranger.product.origin)}/@ada/\d+", link)
    return link


@contextmanager
def passer_by(stranger: Stranger) -> Iterator[Stranger]:
    """Somebody of the public with the same device, in a profile of their own; quiet pages are asserted at the end."""
    browser, size = stranger.page.context.browser, stranger.page.viewport_size
    assert browser is not None
    context = browser.new_context(viewport=size, reduced_motion="reduce")
    public = Stranger(stranger.product, context.new_page(), stranger.check)
    yield public
    public.was_quiet()
    context.close()
