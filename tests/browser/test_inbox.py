"""The inbox in a real browser: what Cleo sees on her phone, and the whole of it by keys."""

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from manyvoices.conversations.models import (
    Collecting,
    Conversation,
)
from manyvoices.conversations.tests.talks import ago
from manyvoices.people.models import Person
from tests.browser.conftest import PageAt
from tests.browser.desk import signed_in
from tests.browser.mornings import a_morning
from tests.browser.sizes import overflow
from tests.browser.watching import watch

LOOKS = os.environ.get("MANYVOICES_TEST_LOOKS", "")


def opened(page: Page, origin: str, person: Person) -> Page:
    page = signed_in(page, origin, person)
    page.goto(f"{origin}/inbox/")
    return page


@pytest.mark.long
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("screen", [(390, "light"), (390, "dark"), (1280, "light"), (1280, "dark")])
def test_it_fits_and_everybody_can_use_it(
    page_at: PageAt,
    live_server_url: str,
    assert_accessible: Callable[[Page], None],
    screen: tuple[int, str],
) -> None:
    width, scheme = screen
    cast = a_morning()
    page = signed_in(page_at(width, scheme), live_server_url, cast.cleo)
    seen = watch(page, live_server_url)
    for number, query in enumerate(["", "?view=snoozed", "?view=waiting&kind=praise", "?view=spam"]):
        page.goto(f"{live_server_url}/inbox/{query}")
        assert overflow(page) <= 0, query
        assert_accessible(page)
        if LOOKS:
            page.screenshot(path=Path(LOOKS) / f"{number}-{width}-{scheme}.png", full_page=True)
    Collecting.objects.update(failing_since=ago(7), due_at=ago(7))
    page.goto(f"{live_server_url}/inbox/")
    page.locator("[name=conversation]").first.check()
    page.locator("summary", has_text="Done").click()
    assert_accessible(page)
    if LOOKS:
        page.screenshot(path=Path(LOOKS) / f"chosen-{width}-{scheme}.png")
    page.keyboard.press("Escape")
    page.locator("[name=conversation]").first.uncheck()
    expect(page.get_by_text("could not be checked for 7 min").first).to_be_visible()
    page.get_by_role("button", name=re.compile("Take it.*Lena Kofler")).click()
    assert page.url.split("/")[3] == "inbox"
    assert (seen.errors, seen.strangers) == ([], [])


@pytest.mark.long
@pytest.mark.django_db(transaction=True)
def test_the_whole_list_by_keys(
    page_at: PageAt, live_server_url: str, assert_accessible: Callable[[Page], None]
) -> None:
    cast = a_morning()
    page = opened(page_at(1280, "light"), live_server_url, cast.cleo)
    keys, chosen = page.keyboard, page.locator("[name=conversation]:checked")
    keys.press("j")
    expect(page.locator(".line__open").first).to_be_focused()
    keys.press("x")
    keys.press("Shift+J")
    expect(chosen).to_have_count(2)
    expect(page.get_by_text("Chosen: 2")).to_be_visible()
    keys.press("Shift+K")
    keys.press("x")
    expect(chosen).to_have_count(1)
    keys.press("x")
    keys.press("j")
    keys.press("x")
    expect(chosen).to_have_count(1)
    keys.press("?")
    expect(page.get_by_role("dialog")).to_contain_text("Next conversation")
    assert_accessible(page)
    if LOOKS:
        page.screenshot(path=Path(LOOKS) / "keys.png")
    keys.press("Escape")
    search_and_press(page)
    switch_off(page, cast.cleo)


def search_and_press(page: Page) -> None:
    """Letters in a field are letters; everywhere else they put aside, call spam, and go to the inbox."""
    keys, chosen = page.keyboard, page.locator("[name=conversation]:checked")
    keys.press("/")
    expect(page.get_by_label("Search names and words")).to_be_focused()
    keys.type("xj e")
    expect(chosen).to_have_count(1)
    page.locator("[name=conversation]:checked").uncheck()
    page.locator(".line__open").nth(2).focus()
    name = page.locator(".line__open").nth(2).inner_text()
    keys.press("z")
    expect(page.get_by_role("button", name="For an hour")).to_be_focused()
    keys.press("Enter")
    expect(page.get_by_text("1 conversation is put aside.")).to_be_visible()
    assert Conversation.objects.filter(contact__name=name, snoozed_until__isnull=False).exists()
    keys.press("j")
    keys.press("#")
    expect(page.get_by_text("1 conversation is spam.")).to_be_visible()
    keys.press("g")
    keys.press("i")
    expect(page.get_by_text("1 conversation is spam.")).to_have_count(0)


def switch_off(page: Page, cleo: Person) -> None:
    """For whom single letters get in the way, none of them does anything."""
    Person.objects.filter(pk=cleo.pk).update(keys_off=True)
    page.reload()
    before = Conversation.objects.filter(kind="spam").count()
    for key in ("j", "x", "#", "e", "?"):
        page.keyboard.press(key)
    expect(page.locator("dialog[open], .press[open], [name=conversation]:checked")).to_have_count(0)
    assert Conversation.objects.filter(kind="spam").count() == before == 1
