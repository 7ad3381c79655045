"""Contacts and how we answer in a real browser: merged and parted, axe, nothing in the console, both widths and schemes."""

import os
import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from manyvoices.conversations.actions.close_conversation import close_conversation
from manyvoices.conversations.actions.hold_contact import hold_contact
from manyvoices.conversations.actions.label_conversation import label_conversation
from manyvoices.conversations.actions.make_label import make_label
from manyvoices.conversations.actions.make_saved_reply import make_saved_reply
from manyvoices.conversations.actions.opt_out_contact import opt_out_contact
from manyvoices.conversations.actions.set_sla_policy import set_sla_policy
from manyvoices.conversations.models import Contact, Conversation, Correction, Message, TriageModel
from manyvoices.conversations.tests.talks import contact, talk
from manyvoices.core import clock
from manyvoices.people.models import Calendar, Holiday
from tests.browser.conftest import PageAt
from tests.browser.desk import signed_in
from tests.browser.sizes import overflow
from tests.browser.watching import watch
from tests.cast import Cast, make_cast

LOOKS = os.environ.get("MANYVOICES_TEST_LOOKS", "")
HOURS = {day: [["08:00", "12:00"], ["13:00", "18:00"]] for day in ("mon", "tue", "wed", "thu", "fri")}
HOSTILE = '<img src=x onerror="hit()">'


def fill() -> tuple[Cast, Contact, Contact]:
    """Lena complained and praised, L. Kern wrote by letter; promises, labels, saved replies, two models."""
    cast, now = make_cast(), clock.now()
    lena, other = contact("Lena K."), contact("L. Kern", network="email")
    late = talk(cast.operations, contact=lena, said="Stuck at Wels since 7, and nobody says anything!")
    label = make_label(actor=cast.ada, unit=cast.operations, name="Delay")
    label_conversation(actor=cast.cleo, conversation=late, label=label)
    close_conversation(actor=cast.cleo, conversation=late, outcome="solved")
    talk(cast.operations, contact=lena, kind="praise", said=f"Thank you for the bus! {HOSTILE}")
    talk(cast.operations, contact=other, kind="question", said="Do I get my money back for Monday?")
    calendar = Calendar.objects.create(unit=cast.root, time_zone="Europe/Vienna", hours=HOURS, changed_at=now)
    Holiday.objects.create(calendar=calendar, day=now.date() + timedelta(days=33), name="Depot day")
    set_sla_policy(actor=cast.ada, unit=cast.operations, kind="complaint", minutes=240)
    make_saved_reply(actor=cast.ada, title="Refunds", text="Dear {contact}, {link}", unit=cast.operations)
    make_saved_reply(actor=cast.ada, title="Hello", text="Dear {contact}", language="en")
    _learned(cast)
    return cast, lena, other


def _learned(cast: Cast) -> None:
    now, message = clock.now(), Message.objects.order_by("id")[0]
    good, cold = (
        {
            "measured": {
                "complaint": {"labels": 44, "accuracy": right, "macro_f1": right},
                "topic": {"labels": 31, "accuracy": right - 0.1, "macro_f1": right},
            }
        }
        for right in (0.91, 0.74)
    )
    for version, chosen in ((1, now), (2, None)):
        TriageModel.objects.create(
            version=version,
            data=b"",
            sha256="0",
            labels=180,
            quality={**good, "cold": cold},
            made_at=now,
            chosen_at=chosen,
        )
    Correction.objects.create(message=message, question="kind", said="idea", by=cast.cleo, at=clock.now())


@pytest.mark.long
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("screen", [(390, "light"), (390, "dark"), (1280, "light"), (1280, "dark")])
def test_every_screen_of_contacts_and_answering(
    page_at: PageAt,
    live_server_url: str,
    assert_accessible: Callable[[Page], None],
    screen: tuple[int, str],
) -> None:
    width, scheme = screen
    cast, lena, other = fill()
    opt_out_contact(actor=cast.cleo, contact=lena, because="Wrote it on 3 May.")
    held = talk(cast.operations, contact=contact("Jonas"))
    hold_contact(actor=cast.ada, contact=held.contact, because="Case 7, regional court")
    page = signed_in(page_at(width, scheme), live_server_url, cast.ada)
    seen = watch(page, live_server_url)
    for number, path in enumerate(
        [
            "/contacts/",
            f"/contacts/{lena.pk}/",
            f"/contacts/{lena.pk}/merge/?q=kern",
            f"/contacts/{lena.pk}/merge/?with={other.pk}",
            f"/contacts/{lena.pk}/keeping/",
            f"/contacts/{lena.pk}/keeping/erase/",
            f"/contacts/{held.contact_id}/keeping/",
            "/settings",
            "/settings/answering",
            f"/settings/answering/{cast.operations.pk}",
            "/settings/sorting",
            "/saved-replies",
            "/saved-replies/new",
        ]
    ):
        page.goto(live_server_url + path)
        page.locator("details.disclosure").evaluate_all("all => all.forEach(one => { one.open = true })")
        if LOOKS:
            page.screenshot(path=Path(LOOKS) / f"{number:02}-{width}-{scheme}.png", full_page=True)
        assert overflow(page) <= 0, path
        assert_accessible(page)
        assert page.evaluate("window.hits") == 0
    assert (seen.errors, seen.strangers) == ([], [])


@pytest.mark.long
@pytest.mark.django_db(transaction=True)
def test_two_contacts_become_one_and_are_parted_again(
    page_at: PageAt, live_server_url: str, assert_accessible: Callable[[Page], None]
) -> None:
    cast, lena, other = fill()
    page = signed_in(page_at(390, "light"), live_server_url, cast.cleo)
    seen = watch(page, live_server_url)
    page.goto(f"{live_server_url}/contacts/{lena.pk}/")
    page.get_by_role("link", name="Merge").click()
    page.get_by_role("searchbox").fill("kern")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("link", name=re.compile("^Compare ?: L. Kern$")).click()
    page.get_by_label("How do you know?").fill("She said so on the phone.")
    page.get_by_role("button", name="They are one").click()
    expect(page.get_by_text("Do I get my money back for Monday?")).to_be_visible()
    assert_accessible(page)
    page.get_by_role("button", name=re.compile("^Part again ?: L. Kern$")).click()
    expect(page.get_by_text("L. Kern is a contact of their own again")).to_be_visible()
    expect(page.get_by_text("Do I get my money back for Monday?")).to_have_count(0)
    assert Conversation.objects.filter(contact=other).count() == 1
    assert (seen.errors, seen.strangers) == ([], [])
