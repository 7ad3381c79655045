"""Becoming a voice in a real browser: nominated, invited, asked, heard; and a yes taken back while posts are planned."""

import os
import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from manyvoices.core import clock
from manyvoices.notifications.models import Notification
from manyvoices.people.models import Correction, Grant, Person, Right, Topic
from manyvoices.publishing.models import Delivery, Post, State
from manyvoices.publishing.work.withdrawn import stop_without_consent
from tests.browser.conftest import PageAt
from tests.browser.desk import signed_in
from tests.browser.sizes import overflow
from tests.browser.watching import watch
from tests.cast import Cast, make_cast

pytestmark = [pytest.mark.long, pytest.mark.django_db(transaction=True)]
SHOTS = os.environ.get("MANYVOICES_TEST_SHOTS", "")
# What reaches beyond the window, for the message.
WIDEST = """[...document.querySelectorAll('main *')]
  .filter((one) => one.getBoundingClientRect().right > innerWidth + 1).slice(0, 5).map((one) => one.outerHTML.slice(0, 150))"""
Check = Callable[[Page], None]


class Desk:
    """One person at a screen of one width; `look` measures it in both colour schemes."""

    def __init__(self, page: Page, origin: str, check: Check) -> None:
        self.page, self.origin, self.check = page, origin, check
        self.seen = watch(page, origin)

    def go(self, path: str, name: str = "") -> None:
        """Open an own page, and look at it when it has a name."""
        answer = self.page.goto(self.origin + path)
        assert answer is not None
        assert answer.status == 200, path
        if name:
            self.look(name)

    def press(self, name: str) -> None:
        """Press the button or follow the link of that name; what is hidden in a name may stand after a space."""
        named = re.compile("^" + re.escape(name).replace(":", r"\s?:") + "$")
        found = self.page.get_by_role("button", name=named).or_(self.page.get_by_role("link", name=named))
        found.filter(visible=True).first.click()

    def heads(self, words: str) -> None:
        """Wait until the page is headed so."""
        expect(self.page.get_by_role("heading", level=1)).to_have_text(words)

    def look(self, name: str) -> None:
        """No wider than the window, accessible, quiet."""
        for scheme in ("light", "dark"):
            self.page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
            assert overflow(self.page) <= 0, (name, self.page.evaluate(WIDEST))
            self.check(self.page)
            if SHOTS:
                width = self.page.evaluate("innerWidth")
                self.page.screenshot(path=Path(SHOTS) / f"{width}-{name}-{scheme}.png", full_page=True)
        assert self.seen.errors == []


@pytest.fixture
def cast() -> Cast:
    """Northlight, with a topic and a nominee who has a coach."""
    made = make_cast()
    Topic.objects.create(name="Brakes", tag="brakes", made_at=clock.now())
    Topic.objects.create(name="Night trains", tag="nighttrains", made_at=clock.now())
    Person.objects.filter(pk=made.dan.pk).update(coach=made.ada, buddy=made.bo)
    return made


@pytest.mark.parametrize("width", [390, 1280])
def test_from_a_nomination_to_the_first_post(
    cast: Cast, page_at: PageAt, live_server_url: str, assert_accessible: Check, width: int
) -> None:
    bo, ada, dan = (
        Desk(signed_in(page_at(width, "light"), live_server_url, who), live_server_url, assert_accessible)
        for who in (cast.bo, cast.ada, cast.dan)
    )
    nominate(bo)
    invite(ada)
    accept(dan)
    agree(dan)
    Grant.objects.create(
        person=cast.dan,
        right=Right.PUBLISH,
        unit=cast.operations,
        reason="course passed",
        given_at=clock.now(),
    )
    dan.go("/becoming/steps", "steps")
    dan.go("/today/", "today")
    dan.press("New post")
    dan.page.get_by_label("Your words").fill("I am Dan, and I listen to brakes for a living.")
    dan.press("Publish now")
    dan.page.wait_for_url("**/posts/**")
    assert Delivery.objects.get(post__voice__person=cast.dan).state == State.QUEUED


def nominate(bo: Desk) -> None:
    """Bo finds Dan by name and says why."""
    bo.go("/becoming/nominations", "nominations-none")
    bo.press("Nominate somebody")
    bo.page.get_by_label("Name of your colleague").fill("Dan")
    bo.press("Find")
    bo.look("nominate-found")
    bo.press("Nominate: Dan")
    bo.page.get_by_label("Why should they be heard?").fill(
        "He explains brakes so that my grandmother understands."
    )
    bo.page.get_by_text("Brakes", exact=True).click()
    bo.look("nominate-why")
    bo.press("Nominate")
    bo.heads("Dan")
    bo.look("nomination-of-mine")


def invite(ada: Desk) -> None:
    """Ada sees it in her list and invites."""
    ada.go("/becoming/nominations", "nominations")
    ada.press("Decide: Dan")
    ada.look("nomination-to-decide")
    ada.press("Invite")
    expect(ada.page.get_by_role("heading", name="Invited")).to_be_visible()


def accept(dan: Desk) -> None:
    """Dan reads what it means, says yes and chooses."""
    dan.go(Notification.objects.filter(kind="nomination", key__startswith="invited").get().link, "invitation")
    dan.heads("Would you like to be a voice?")
    dan.press("Yes, I would like to")
    dan.heads("Which way is yours?")
    dan.look("track")
    dan.page.get_by_text("Ambassador", exact=True).last.click()
    dan.press("This is my way")
    dan.heads("What do you say yes to?")


def agree(dan: Desk) -> None:
    """Nothing is ticked; without the one yes there is no voice, with it there is."""
    boxes = dan.page.get_by_role("checkbox")
    assert not any(box.is_checked() for box in boxes.all())
    dan.look("consent")
    dan.press("Make my voice")
    expect(dan.page.get_by_text("Without your yes to publishing")).to_be_visible()
    dan.look("consent-refused")
    boxes.first.check()
    dan.press("Make my voice")
    dan.heads("My first steps")


@pytest.mark.parametrize("width", [390, 1280])
def test_a_yes_taken_back_stops_what_was_planned(
    cast: Cast, page_at: PageAt, live_server_url: str, assert_accessible: Check, width: int
) -> None:
    bo = Desk(
        signed_in(page_at(width, "light"), live_server_url, cast.bo), live_server_url, assert_accessible
    )
    delivery = _planned(bo, cast)
    bo.go("/me/consents", "consents")
    bo.press(f"Withdraw: Publish on my channel, {cast.bo_voice.channels.get().address}")
    expect(bo.page.get_by_text("Planned posts there stop within a minute").first).to_be_visible()
    bo.look("consents-withdrawn")
    stop_without_consent()
    delivery.refresh_from_db()
    assert delivery.state == State.FAILED
    told = Notification.objects.get(person=cast.bo)
    bo.go(told.link, "post-stopped")
    expect(
        bo.page.get_by_text("there is no yes to publishing on this channel any more").first
    ).to_be_visible()


@pytest.mark.parametrize("width", [390, 1280])
def test_what_is_recorded_is_read_and_corrected(
    cast: Cast, page_at: PageAt, live_server_url: str, assert_accessible: Check, width: int
) -> None:
    bo, ada = (
        Desk(signed_in(page_at(width, "light"), live_server_url, who), live_server_url, assert_accessible)
        for who in (cast.bo, cast.ada)
    )
    bo.go("/me", "me")
    bo.go("/me/recorded", "recorded")
    bo.press("My roles and rights")
    bo.page.get_by_label("What is wrong, and what would be right?").fill("The course was in May.")
    bo.press("Ask for a correction")
    bo.look("recorded-roles")
    with bo.page.expect_download() as download:
        bo.go("/me/recorded")
        bo.press("Take all of it along")
    assert "bo@northlight.example" in Path(download.value.path()).read_text()
    ada.go("/people/corrections", "corrections")
    ada.page.get_by_label("Your answer").fill("Put right, thank you.")
    ada.press("Answer: Bo, My roles and rights")
    assert Correction.objects.get().answered_by == cast.ada
    ada.go("/register", "register")
    ada.page.get_by_text("Switch on for a legal entity").click()
    ada.page.get_by_label("Agreement").fill("Works agreement 2026-3")
    ada.press("Switch on")
    expect(ada.page.get_by_text("Works agreement 2026-3")).to_be_visible()
    ada.look("register-on")


def _planned(bo: Desk, cast: Cast) -> Delivery:
    bo.go("/compose/")
    bo.page.get_by_label("Your words").fill("Tomorrow we test quieter brakes on the night line.")
    bo.press("Publish now")
    bo.page.wait_for_url("**/posts/**")
    due = clock.now() + timedelta(days=1)
    Post.objects.filter(voice=cast.bo_voice).update(scheduled_at=due)
    delivery = Delivery.objects.get(post__voice=cast.bo_voice)
    Delivery.objects.filter(pk=delivery.pk).update(due_at=due)
    return delivery
