"""Bringing in people by a file, and their details, in a real browser: axe, no console error, both widths and schemes."""

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from manyvoices.core import clock
from manyvoices.people.actions.choose_topics import choose_topics
from manyvoices.people.actions.pair_person import pair_person
from manyvoices.people.actions.propose_topic import propose_topic
from manyvoices.people.actions.set_working_pattern import set_working_pattern
from manyvoices.people.actions.wish_minutes import wish_minutes
from manyvoices.people.models import PeopleImport, Topic
from manyvoices.people.work.tests.importing import work
from tests.browser.conftest import PageAt
from tests.browser.desk import signed_in
from tests.browser.sizes import overflow
from tests.browser.watching import watch
from tests.cast import Cast, make_cast

FILE = """Name;E-Mail;Personalnummer;Einheit;Rolle;Themen;Einladen;Schuhgröße
Åse Lien;aase@northlight.example;N-101;Northlight / Operations;ambassador;Brakes | Night trains;ja;38
Jonas Vik;;N-102;Depot West;;;nein;43
Hal;hal@;N-103;Northlight / Nowhere;king;Cheese;maybe;
Bo;bo@northlight.example;;;responder;Brakes;;
"""
LOOKS = os.environ.get("MANYVOICES_TEST_LOOKS", "")


def fill() -> Cast:
    cast = make_cast()
    topics = [
        Topic.objects.create(name=name, tag=name.lower().replace(" ", ""), made_at=clock.now())
        for name in ("Brakes", "Night trains", "Snow", "Bridges")
    ]
    choose_topics(actor=cast.bo, topics=topics[:2])
    set_working_pattern(actor=cast.bo, hours=dict.fromkeys(("mon", "tue", "thu"), "8-12, 13-17"))
    wish_minutes(actor=cast.bo, minutes=90)
    pair_person(actor=cast.ada, person=cast.bo, kind="coach", partner=cast.cleo)
    propose_topic(actor=cast.bo, name="Ice", because="Every winter somebody asks about frozen points.")
    return cast


@pytest.mark.long
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("screen", [(390, "light"), (390, "dark"), (1280, "light"), (1280, "dark")])
def test_from_a_file_to_a_person(
    page_at: PageAt,
    live_server_url: str,
    assert_accessible: Callable[[Page], None],
    tmp_path: Path,
    screen: tuple[int, str],
) -> None:
    width, scheme = screen
    cast = fill()
    page = signed_in(page_at(width, scheme), live_server_url, cast.ada)
    seen = watch(page, live_server_url)

    def look(name: str) -> None:
        assert_accessible(page)
        wide = overflow(page)
        assert wide <= 0, f"{name} is wider than the window"
        if LOOKS:
            page.screenshot(path=f"{LOOKS}/{name}-{width}-{scheme}.png", full_page=True)

    file = tmp_path / "people.csv"
    file.write_bytes(FILE.encode("windows-1252"))
    bring_in(page, live_server_url, file, look)
    look_after(page, live_server_url, cast, look)
    bos = signed_in(page, live_server_url, cast.bo)
    bos.goto(f"{live_server_url}/me/week")
    look("week")
    bos.goto(f"{live_server_url}/me")
    look("me")
    assert (seen.errors, seen.strangers) == ([], [])


def bring_in(page: Page, origin: str, file: Path, look: Callable[[str], None]) -> None:
    """A file is looked at, agreed to and written."""
    page.goto(f"{origin}/people")
    look("people")
    page.get_by_role("link", name="Import", exact=True).click()
    look("imports")
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="Look at the file").click()
    page.get_by_role("heading", name="Looking at each line").wait_for()
    look("import-checking")
    work(PeopleImport.objects.get())
    page.get_by_role("heading", name="What would happen").wait_for()
    page.reload()
    look("import-ready")
    page.get_by_role("link", name="All lines").click()
    look("import-lines")
    page.get_by_role("button", name="Import 3 people").click()
    page.get_by_role("heading", name="Writing").wait_for()
    work(PeopleImport.objects.get())
    page.reload()
    page.get_by_text("3 people are written.").wait_for()
    look("import-done")


def look_after(page: Page, origin: str, cast: Cast, look: Callable[[str], None]) -> None:
    """A lead agrees minutes, looks for a buddy and takes a proposed topic up."""
    page.goto(f"{origin}/people/{cast.bo.pk}")
    look("person")
    page.get_by_role("button", name="Agree to 90 minutes").click()
    page.get_by_text("agreed with Ada").wait_for()
    page.get_by_role("link", name="Choose a buddy").click()
    look("partner")
    page.goto(f"{origin}/people/topics")
    look("topics")
    page.get_by_role("button", name=re.compile("Add it")).click()
    page.get_by_text("Added. Everybody can tick it now.").wait_for()
