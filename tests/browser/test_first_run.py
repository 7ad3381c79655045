"""The first run of the real product by a stranger: from the printed link to a public post, and the day after."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from manyvoices.core import clock
from tests.browser.conftest import PageAt
from tests.browser.desk import drawing
from tests.browser.keyboard import WITHOUT_RING, tab_to
from tests.browser.stranger import FIELDS, Stranger, passer_by, public_link, set_up
from tests.inside.cast import EMAIL, PASSWORD
from tests.product import Product

MOST_CLICKS = 8
PLANNED = "Tomorrow we test quieter brakes on the night line."
EDITED = "Hello, I am Ada, and I drive the night line."
# The press is seen without scrolling, above the bar.
IS_IN_SIGHT = """(one) => {
  const box = one.getBoundingClientRect();
  return [box.top + 2, box.bottom - 2].every((y) => one.contains(document.elementFromPoint(box.left + 9, y)));
}"""
# Every screen that is one address away from a person who has set up.
SCREENS = {
    "today": "/today/",
    "queue": "/queue/",
    "people": "/people",
    "voices": "/voices",
    "voice-new": "/voices/new?shared",
    "me": "/me",
    "organisation": "/settings/organisation",
    "health": "/settings/health",
}
Check = Callable[[Page], None]


@pytest.fixture
def product(tmp_path: Path) -> Iterator[Product]:
    """A product that nobody has set up, in a new folder."""
    with Product.start(tmp_path / "installed") as product:
        yield product


@pytest.fixture(params=[390, pytest.param(1280, marks=pytest.mark.long)])
def ada(
    product: Product, page_at: PageAt, assert_accessible: Check, request: pytest.FixtureRequest
) -> Stranger:
    """A stranger with a phone, and one at a desk."""
    return Stranger(product, page_at(request.param, "light"), assert_accessible)


def test_a_stranger_is_heard_and_stays(
    ada: Stranger, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    link = publish_first(ada)
    with capsys.disabled():
        print(f"\nfrom the set-up link to the first public post: {ada.took()}")
    assert len(ada.presses) <= MOST_CLICKS, ada.presses
    success(ada, link)
    plan(ada, tmp_path)
    edit(ada, link)
    take_back(ada, link)
    visit(ada)
    invite(ada)
    pause(ada)
    leave_and_return(ada)
    ada.was_quiet()


@pytest.mark.long
def test_the_keyboard_alone_leads_to_the_first_post(
    product: Product, page_at: PageAt, assert_accessible: Check
) -> None:
    ada = Stranger(product, page_at(1280, "light"), assert_accessible)
    ada.open_link()
    for label, words in FIELDS.items():
        tab_to(ada.page, ada.page.get_by_label(label))
        ada.page.keyboard.type(words)
    tab_to(ada.page, ada.of("button", "Agree and write the first post"))
    ada.page.keyboard.press("Enter")
    ada.heads("New post")
    tab_to(ada.page, ada.of("button", "Publish now"))
    ada.page.keyboard.press("Enter")
    public_link(ada)
    assert set(ada.presses) == {"Enter"}
    ada.was_quiet()
    # The broken twin: without a ring the same look fails.
    ada.page.evaluate(WITHOUT_RING)
    with pytest.raises(AssertionError, match="shows no focus"):
        tab_to(ada.page, ada.of("link", "Look at it"))


@pytest.mark.long
def test_without_scripts_the_first_post_and_the_pause_work(
    product: Product, browser: Browser, assert_accessible: Check
) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    ada = Stranger(product, context.new_page(), assert_accessible)
    ada.page.goto(product.set_up_link())
    set_up(ada)
    ada.click("Publish now")
    link = public_link(ada)
    assert "I work at Northlight" in product.page(link).text
    ada.go("/pause/")
    ada.page.get_by_text("Pause promotional posts").click()
    ada.page.get_by_label("Why?").fill("Train stuck at Wels")
    ada.click("Pause now")
    expect(ada.page.get_by_role("heading", name="PAUSE CONFIRMED")).to_be_visible(timeout=15_000)
    ada.was_quiet()
    context.close()


def publish_first(ada: Stranger) -> str:
    """From the link to the success page; the public address of the first post."""
    ada.open_link()
    ada.look("set-up")
    set_up(ada)
    assert ada.page.get_by_role("radio", name="Ada").is_checked(), "one's own voice speaks first"
    assert "I work at Northlight" in ada.page.get_by_label("Your words").input_value()
    # Asked until it is so: the page may still be moving into place.
    ada.page.wait_for_function(IS_IN_SIGHT, arg=ada.of("button", "Publish now").element_handle())
    ada.look("composer")
    ada.click("Publish now")
    return public_link(ada)


def success(ada: Stranger, link: str) -> None:
    """What the success page promises, and that the public and a feed reader find the post."""
    expect(ada.page.locator("[data-undo]")).to_have_count(
        0, timeout=10_000
    )  # it has left and says so no longer
    ada.look("success")
    expect(ada.page.get_by_role("heading", name="0 followers")).to_be_visible()
    expect(ada.page.get_by_text("This is how people follow you:")).to_be_visible()
    expect(ada.page.locator(".checklist > li")).to_have_count(5)
    assert ada.page.locator(".card.stack").first.evaluate("(one) => getComputedStyle(one).rowGap") == "16px"
    for button in ada.page.get_by_role("button", name="Copy").all():
        assert button.evaluate("(one) => one.scrollWidth <= one.clientWidth && one.clientHeight < 60")
    with passer_by(ada) as public:
        public.page.goto(link)
        expect(public.page.get_by_role("article").first).to_contain_text("I work at Northlight")
        public.look("public-post")
        public.click("Ada", "link")
        expect(public.page.get_by_role("article").first).to_contain_text("I work at Northlight")
        public.look("public-voice")
        assert public.page.context.cookies() == []
    assert link in ada.product.page("/@ada/feed.atom", accept="application/atom+xml").text


def plan(ada: Stranger, folder: Path) -> None:
    """A second post with a picture, its description and a content warning, for tomorrow in Berlin."""
    picture = folder / "evening.jpg"
    picture.write_bytes(drawing())
    ada.go("/compose/")
    ada.page.get_by_label("Your words").fill(PLANNED)
    ada.page.get_by_label("Pictures to add").set_input_files(picture)
    ada.page.get_by_label("What picture 1 shows").fill("A red train on a winter evening")
    ada.page.get_by_text("Kind, language, content warning").click()
    ada.page.get_by_label("Content warning").fill("Loud noise")
    ada.page.get_by_text("Plan for later").click()
    ada.page.get_by_label("Day").fill((clock.now() + timedelta(days=1)).date().isoformat())
    ada.page.get_by_label("Time", exact=True).fill("23:10")
    ada.page.get_by_label("Time zone").fill("Europe/Berlin")
    ada.look("composer-planned")
    ada.click("Plan it")
    ada.heads("Post, not live yet")
    ada.look("post-planned")
    ada.go("/queue/")
    expect(ada.page.get_by_role("link", name=f"Loud noise · {PLANNED}")).to_be_visible()
    ada.look("queue-planned")


def edit(ada: Stranger, link: str) -> None:
    """The first post gets other words; the public page has them and says so."""
    ada.go("/queue/")
    ada.page.get_by_role("link", name="Hello, I am Ada").click()
    ada.heads("Post")
    ada.look("post")
    ada.click("Edit", "link")
    ada.heads("Edit the words")
    ada.page.get_by_label("Your words").fill(EDITED)
    ada.look("edit")
    ada.click("Change it everywhere")
    ada.product.wait_for(lambda: EDITED in ada.product.page(link).text)
    with passer_by(ada) as public:
        public.page.goto(link)
        expect(public.page.get_by_role("article").first).to_contain_text("edited")
        public.look("public-edited")


def take_back(ada: Stranger, link: str) -> None:
    """The first post is deleted; the public address answers that it is gone."""
    ada.click("Delete", "link")
    ada.heads("Take this post back?")
    ada.look("delete")
    ada.click("Yes, take it back")
    ada.heads("Post, taken back")
    ada.product.wait_for(lambda: ada.product.page(link).status == 410)
    ada.look("post-gone")
    assert link not in ada.product.page("/@ada/feed.atom", accept="application/atom+xml").text


def visit(ada: Stranger) -> None:
    """Every other screen of the product."""
    for name, path in SCREENS.items():
        ada.go(path)
        ada.look(name)
    ada.go("/voices")
    ada.click("Ada", "link")
    ada.heads("Ada")
    ada.look("voice-edit")
    ada.go("/people")
    ada.click("Ada", "link")
    ada.look("person")


def invite(ada: Stranger) -> None:
    """A link for a colleague, and what the colleague sees behind it."""
    ada.go("/people/invitations")
    ada.page.get_by_label("Name", exact=True).fill("Bo")
    ada.click("Make the link")
    expect(ada.page.get_by_role("heading", name="The invitation is ready")).to_be_visible()
    ada.look("invite")
    link = ada.page.get_by_label("Invitation link").inner_text()
    with passer_by(ada) as bo:
        bo.page.goto(link)
        bo.heads("Join Northlight")
        bo.look("join")


def pause(ada: Stranger) -> None:
    """A pause, until it is confirmed; then posts flow again."""
    ada.go("/pause/")
    ada.page.get_by_text("Pause promotional posts").click()
    ada.page.get_by_label("Why?").fill("Train stuck at Wels")
    ada.look("pause")
    ada.click("Pause now")
    confirmed = ada.page.get_by_role("heading", name="PAUSE CONFIRMED")
    expect(confirmed).to_be_visible(timeout=15_000)
    ada.look("pause-confirmed")
    ada.go("/compose/")
    ada.look("composer-paused")
    ada.go("/pause/")
    ada.page.get_by_text("Lift this pause").click()
    ada.click("Yes, let posts flow again")
    expect(confirmed).to_have_count(0)


def leave_and_return(ada: Stranger) -> None:
    """Sign out through the menu, and in again by e-mail and password."""
    menu = ada.page.locator("summary.me, .bottom-bar summary").filter(visible=True)
    menu.click()
    ada.look("menu")
    ada.click("Sign out")
    ada.go("/sign-in")
    ada.look("sign-in")
    ada.type_in("E-mail or personnel number", EMAIL)
    ada.type_in("Password", PASSWORD)
    ada.click("Sign in")
    ada.heads("Hello, Ada")
