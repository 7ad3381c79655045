"""Leaving with one's followers in a real browser, from the real product to a real server that is not ours."""

import os
import re
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.sizes import overflow
from tests.browser.stranger import SCHEMES
from tests.browser.watching import watch
from tests.inside.cast import EMAIL, PASSWORD
from tests.interop.node import node_available
from tests.interop.peer_server import Peer
from tests.product import PATIENCE, Product

SKIP = node_available()
pytestmark = [
    pytest.mark.node,
    pytest.mark.long,
    pytest.mark.skipif(SKIP is not None, reason=str(SKIP)),
]
SHOTS = os.environ.get("MANYVOICES_TEST_SHOTS", "")
WIDTHS = {390: 844, 1280: 900}
SLOW = 15_000  # milliseconds the worker and the other server may take
Check = Callable[[Page], None]


class Ada:
    """Ada reads in German on one screen and in English on the other; she presses in English."""

    def __init__(self, browser: Browser, product: Product, check: Check) -> None:
        self.origin, self.check = product.origin, check
        contexts = {
            language: browser.new_context(locale=language, reduced_motion="reduce")
            for language in ("en", "de")
        }
        self.pages = {language: context.new_page() for language, context in contexts.items()}
        self.seen = [watch(page, self.origin) for page in self.pages.values()]
        self.page = self.pages["en"]
        self.page.goto(f"{self.origin}/sign-in")
        self.page.get_by_label("E-mail or personnel number").fill(EMAIL)
        self.page.get_by_label("Password", exact=True).fill(PASSWORD)
        self.press("Sign in")
        contexts["de"].add_cookies(contexts["en"].cookies())  # type: ignore[arg-type]

    def press(self, name: str) -> None:
        """Press the button of that name and be on the page it leads to."""
        with self.page.expect_navigation():
            self.page.get_by_role("button", name=name, exact=True).click()

    def reads(self, words: str) -> None:
        """Wait until the page says so by itself."""
        expect(self.page.get_by_text(words)).to_be_visible(timeout=SLOW)

    def may_confirm(self) -> None:
        """Wait until both sides were found to name each other."""
        found = self.page.get_by_role("heading", name="Both accounts name each other")
        expect(found).to_be_visible(timeout=SLOW)

    def looks(self, name: str, *, headed: dict[str, str]) -> None:
        """Open the page as it stands in both languages, widths and schemes: it fits, axe finds nothing."""
        for language, page in self.pages.items():
            page.goto(self.page.url)
            expect(page.locator("html")).to_have_attribute("lang", language)
            expect(page.get_by_role("heading", level=1)).to_have_text(headed[language])
            for width, height in WIDTHS.items():
                page.set_viewport_size({"width": width, "height": height})
                for scheme in SCHEMES:
                    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
                    assert overflow(page) <= 0, (name, language, width)
                    self.check(page)
                    if SHOTS:
                        kept = Path(SHOTS) / f"{width}-leaving-{name}-{language}-{scheme}.png"
                        page.screenshot(path=kept, full_page=True)
            assert page.evaluate("window.broken") == [], name

    def was_quiet(self) -> None:
        """Fails when any page logged an error or asked another host for anything."""
        assert [(seen.errors, seen.strangers) for seen in self.seen] == [([], []), ([], [])]


HEADS = {"en": "Leave with your followers", "de": "Mit den Followern gehen"}


@pytest.fixture
def product(tmp_path: Path) -> Iterator[Product]:
    with Product.start(tmp_path / "product") as product:
        product.set_up()
        yield product


@pytest.fixture
def peer(tmp_path: Path) -> Iterator[Peer]:
    with Peer.start(tmp_path / "peer", "draft-cavage") as peer:
        yield peer


# promise G13
def test_a_person_leaves_and_their_followers_come_along(
    product: Product, peer: Peer, browser: Browser, assert_accessible: Check
) -> None:
    voice = followed(product, peer)
    ada = Ada(browser, product, assert_accessible)
    open_leaving(ada)
    ada.looks("begin", headed=HEADS)

    name_the_account(ada, peer)
    ada.reads("does not name this voice yet")
    ada.looks("refused", headed=HEADS)

    peer.alias(voice, as_="milo")
    with silent(peer):
        name_the_account(ada, peer)
        ada.reads("The other side is being asked")
        ada.looks("asking", headed=HEADS)
    ada.may_confirm()
    ada.looks("checked", headed=HEADS)

    ada.press("Stay")
    ada.reads("You stay. Nobody was told anything.")
    name_the_account(ada, peer)
    ada.may_confirm()
    assert not peer.received("Move"), "nobody is told before the yes"

    with silent(peer):
        ada.press("Tell my followers, I move")
        ada.reads("Your followers are being told")
        ada.looks("telling", headed=HEADS)
    ada.reads("1 follower was told.")
    ada.looks("moved", headed=HEADS)
    follows_on(peer, voice)
    ada.page.goto(f"{product.origin}/@ada")
    ada.looks("public", headed={"en": "Ada", "de": "Ada"})
    ada.was_quiet()


def followed(product: Product, peer: Peer) -> str:
    """Lena of the other server follows Ada's own voice, whose actor is returned."""
    voice: str = product.ask("actor_of", handle="ada")
    # The worker makes its keys; before, there is no actor.
    product.wait_for(lambda: product.page(voice, accept="application/activity+json").status == 200)
    peer.follow(voice)
    peer.wait_for(lambda state: state["following"]["lena"][voice]["state"] == "accepted", PATIENCE)
    return voice


def open_leaving(ada: Ada) -> None:
    """Find the way from the list of voices."""
    ada.page.goto(f"{ada.origin}/voices")
    ada.page.get_by_role("link", name="Ada", exact=True).first.click()
    ada.page.get_by_role("link", name="Leave with your followers").click()
    expect(ada.page).to_have_url(re.compile(r"/voices/\d+/leave$"))


def name_the_account(ada: Ada, peer: Peer) -> None:
    """Write where to and press the button."""
    ada.page.get_by_role("textbox", name="Your new account").fill(peer.handle("milo"))
    ada.press("Check")


@contextmanager
def silent(peer: Peer) -> Iterator[None]:
    """The other server lives and says nothing, so that a page that waits can be looked at."""
    assert peer.process is not None
    os.killpg(peer.process.pid, signal.SIGSTOP)
    try:
        yield
    finally:
        os.killpg(peer.process.pid, signal.SIGCONT)


def follows_on(peer: Peer, voice: str) -> None:
    """Lena follows Milo now, and Ada no more."""
    milo = peer.actor("milo")
    peer.wait_for(lambda state: state["following"]["lena"].get(milo, {}).get("state"), PATIENCE)
    peer.wait_for(lambda state: voice not in state["following"]["lena"], PATIENCE)
    [arrived] = peer.received("Move")
    assert arrived["actor"] == voice
