"""The inbox in a real browser: what Cleo sees on her phone, and the whole of it by keys."""

import os
import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from manyvoices.conversations.actions.label_conversation import label_conversation
from manyvoices.conversations.actions.make_label import make_label
from manyvoices.conversations.actions.snooze_conversation import snooze_conversation
from manyvoices.conversations.actions.take_conversation import take_conversation
from manyvoices.conversations.actions.wait_for_contact import wait_for_contact
from manyvoices.conversations.models import (
    Collecting,
    Conversation,
    Looking,
    Phase,
    ReplyDue,
    Satisfaction,
)
from manyvoices.conversations.tests.talks import ago, contact, says, talk
from manyvoices.core import clock
from manyvoices.core.ids import new_id
from manyvoices.people.models import Person, RoleName, Topic
from tests.browser.conftest import PageAt
from tests.browser.desk import signed_in
from tests.browser.watching import watch
from tests.cast import Cast, make_cast, role

LOOKS = os.environ.get("MANYVOICES_TEST_LOOKS", "")


def fill() -> Cast:
    """A morning at Northlight: late, urgent, taken, back on top, put aside, waiting, and two channels of which one fails."""
    cast, now = make_cast(), clock.now()
    role(cast.bo, RoleName.RESPONDER, cast.operations)
    delay = make_label(actor=cast.ada, unit=cast.root, name="Delay")
    heating = Topic.objects.create(name="Heating", made_at=now)
    late = talk(
        cast.operations,
        contact=contact("Omar Tahiri"),
        at=ago(82),
        said="Where is my refund? You promised me an answer on Monday, and I have written three times since.",
        language="en",
    )
    lena = talk(
        cast.operations,
        contact=contact("Lena Kofler"),
        at=ago(12),
        urgency="high",
        topic=heating,
        language="en",
    )
    label_conversation(actor=cast.cleo, conversation=lena, label=delay)
    mine = talk(
        cast.operations,
        contact=contact("Δημήτρης Παπαδόπουλος"),
        at=ago(45),
        said="Πότε φεύγει το τελευταίο τρένο για το Λιντς;",
        kind="question",
        language="el",
    )
    take_conversation(actor=cast.cleo, conversation=mine)
    other = talk(
        cast.operations, contact=contact("فاطمة الزهراء"), at=ago(3), said="متى يصل القطار؟", language="ar"
    )
    take_conversation(actor=cast.bo, conversation=other)
    Looking.objects.create(
        conversation=other, person=cast.bo, seen_at=now + timedelta(hours=1), answering=True
    )
    back = talk(cast.operations, contact=contact("Mia Tran"), at=ago(200), kind="idea", said="Bike hooks!")
    Conversation.objects.filter(pk=back.pk).update(on_top_because="The answer could not be sent.")
    waiting, asleep, kept = (
        talk(cast.operations, contact=contact("Jan Vos"), kind="praise") for _one in range(3)
    )
    wait_for_contact(actor=cast.cleo, conversation=waiting)
    snooze_conversation(actor=cast.cleo, conversation=asleep)
    ReplyDue.objects.filter(conversation=kept).update(phase=Phase.ANSWERED, stopped_at=now)
    Satisfaction.objects.create(
        conversation=late,
        message=says(late, "ok"),
        token_hash=str(new_id()),
        asked_at=now,
        answer=3,
        answered_at=now,
    )
    for voice, fails in ((cast.brand_voice, False), (cast.ada_voice, False)):
        Collecting.objects.create(
            channel=voice.channels.get(),
            checked_at=now - timedelta(seconds=20),
            due_at=now + timedelta(minutes=5),
        )
        assert not fails
    return cast


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
    cast = fill()
    page = signed_in(page_at(width, scheme), live_server_url, cast.cleo)
    seen = watch(page, live_server_url)
    for number, query in enumerate(["", "?view=snoozed", "?view=waiting&kind=praise", "?view=spam"]):
        page.goto(f"{live_server_url}/inbox/{query}")
        assert page.evaluate("document.scrollingElement.scrollWidth") <= width, query
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
    cast = fill()
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
    Person.objects.filter(pk=cast.cleo.pk).update(keys_off=True)
    page.reload()
    before = Conversation.objects.filter(kind="spam").count()
    for key in ("j", "x", "#", "e", "?"):
        keys.press(key)
    expect(page.locator("dialog[open], .press[open], [name=conversation]:checked")).to_have_count(0)
    assert Conversation.objects.filter(kind="spam").count() == before == 1
