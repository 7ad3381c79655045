"""Closing the loop in a real browser: the customer's one tap without a script, and from a cause to the word back."""

import os
import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from manyvoices.conversations.actions.close_conversation import close_conversation
from manyvoices.conversations.models import Cause, Conversation, ReplyDue, Satisfaction, WordBack
from manyvoices.conversations.tests.asked import opened
from manyvoices.conversations.tests.talks import contact, talk
from manyvoices.conversations.tests.test_answering import answer
from manyvoices.conversations.tests.test_rating import token_of
from manyvoices.core import clock
from manyvoices.people.models import Person
from manyvoices.publishing.models import Post
from tests.browser.conftest import PageAt
from tests.browser.desk import signed_in
from tests.browser.sizes import overflow
from tests.browser.watching import watch
from tests.cast import Cast, make_cast

LOOKS = os.environ.get("MANYVOICES_TEST_LOOKS", "")
NAMES = ("Lena K.", "Omar T.", "Mia Tran", "Jan Novak", "Sol Aguilar", "Yuki Mori")
SAID = "The bus leaves before the train arrives, again. Standing at Wels in the rain with two children."


def fill() -> tuple[Cast, Cause]:
    """Six people missed the same bus; Cleo sees to it, has two more conversations to answer and minutes left."""
    cast, now = make_cast(), clock.now()
    opened(cast.brand_voice, cast.cleo)
    Person.objects.filter(pk=cast.cleo.pk).update(weekly_minutes=90, minutes_agreed_at=now)
    cause = Cause.objects.create(
        unit=cast.operations,
        name="The bus leaves before the train arrives",
        owner=cast.cleo,
        made_by=cast.ada,
        made_at=now - timedelta(weeks=9),
    )
    for number, name in enumerate(NAMES):
        one = talk(cast.operations, said=SAID, contact=contact(name), voice=cast.brand_voice)
        at = now - timedelta(weeks=3 + number % 3, days=number)
        Conversation.objects.filter(pk=one.pk).update(first_at=at)
        cause.conversations.add(one)
    for minutes, name in ((48, "Eva Lind"), (-22, "Tom Reis")):
        one = talk(cast.operations, said="Where is the 8:12?", contact=contact(name), assigned_to=cast.cleo)
        at = now + timedelta(minutes=minutes)
        Conversation.objects.filter(pk=one.pk).update(due_at=at)
        ReplyDue.objects.filter(conversation=one).update(answer_by=at, around_the_clock=True)
    talk(
        cast.operations,
        said="Your photo of the depot!",
        kind="praise",
        owner=cast.cleo,
        contact=contact("Ida"),
    )
    talk(cast.operations, said="Let regulars vote on the voice.", kept_as="idea", contact=contact("Noor"))
    return cast, cause


def look(page: Page, name: str) -> None:
    """Keeps what it looks like where somebody wants to see it."""
    if LOOKS:
        page.screenshot(path=str(Path(LOOKS) / f"{name}.png"), full_page=True)


def narrow(page: Page) -> bool:
    """Whether nothing is wider than the screen."""
    return overflow(page) <= 0


@pytest.mark.long
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_customer_taps_on_a_phone_without_a_script(
    browser: Browser, live_server_url: str, assert_accessible: Callable[[Page], None], scheme: str
) -> None:
    cast = make_cast()
    opened(cast.brand_voice, cast.cleo)
    one = talk(cast.operations, said=SAID, voice=cast.brand_voice, assigned_to=cast.cleo)
    token = token_of(answer(cast.cleo, one, ask=True))
    close_conversation(actor=cast.cleo, conversation=one, outcome="solved")
    context = browser.new_context(
        viewport={"width": 390, "height": 844},
        java_script_enabled=False,
        color_scheme="dark" if scheme == "dark" else "light",
    )
    page = context.new_page()
    page.goto(f"{live_server_url}/heard/{token}")
    look(page, f"heard-asked-{scheme}")
    assert Satisfaction.objects.get().answer is None, "opened is not answered"
    page.get_by_role("button", name="No").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you")
    page.get_by_label("In your words").fill("The bus never came.")
    page.get_by_role("button", name="Send these words").click()
    expect(page.get_by_text("Your words have arrived")).to_be_visible()
    look(page, f"heard-thanks-{scheme}")
    assert context.cookies() == []
    context.close()
    row = Satisfaction.objects.get()
    one.refresh_from_db()
    assert (row.answer, row.word, one.standing) == (1, "The bus never came.", "open")
    seen = browser.new_page(viewport={"width": 390, "height": 844})
    for path in (token, "x" * 32):
        seen.goto(f"{live_server_url}/heard/{path}")
        assert_accessible(seen)
    look(seen, f"heard-over-{scheme}")
    signed_in(seen, live_server_url, cast.cleo).goto(f"{live_server_url}/inbox/{one.pk}/")
    expect(seen.get_by_text("They say that the answer did not help.")).to_be_visible()
    expect(seen.get_by_text("The bus never came.")).to_be_visible()
    look(seen, f"heard-conversation-{scheme}")
    seen.close()


@pytest.mark.long
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("screen", [(390, "light"), (390, "dark"), (1280, "light"), (1280, "dark")])
def test_from_today_over_a_cause_to_the_word_back(
    page_at: PageAt, live_server_url: str, assert_accessible: Callable[[Page], None], screen: tuple[int, str]
) -> None:
    width, scheme = screen
    _cast, cause = fill()
    page = signed_in(page_at(width, scheme), live_server_url, _cast.cleo)
    seen = watch(page, live_server_url)

    def shown(name: str) -> None:
        assert_accessible(page)
        assert narrow(page), name
        look(page, f"{name}-{width}-{scheme}")

    page.goto(f"{live_server_url}/today/")
    expect(page.get_by_text(re.compile("late by 0:2"))).to_be_visible()
    shown("today")
    page.get_by_role("link", name="Say where it stands").click()
    shown("cause-open")
    page.get_by_label("Changed", exact=True).check()
    page.get_by_label("What is or was changed").fill("The 8:12 waits four minutes for the bus.")
    page.get_by_label("Changed on").fill(f"{(clock.now() - timedelta(weeks=2)).date()}")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_label("What you tell them").fill(
        "You told us that you missed the bus. The 8:12 waits for it now. Thank you!"
    )
    page.get_by_role("button", name="Keep these words").click()
    expect(page.get_by_role("group", name="Whom it reaches now").get_by_role("checkbox")).to_have_count(6)
    shown("cause-changed")
    page.get_by_label(re.compile("Omar")).uncheck()
    page.get_by_role("button", name="Tell those who are ticked").click()
    expect(page.get_by_text("5 people are told")).to_be_visible()
    expect(page.get_by_text(SAID)).to_have_count(6)
    shown("cause-told")
    assert (WordBack.objects.filter(cause=cause).count(), Post.objects.count()) == (5, 5)
    for path in ("causes", "kept"):
        page.goto(f"{live_server_url}/{path}/")
        shown(path)
    page.goto(f"{live_server_url}/inbox/{cause.conversations.first().pk}/")  # type: ignore[union-attr]
    page.get_by_text("Add another cause").click()
    shown("conversation")
    assert (seen.errors, seen.strangers) == ([], [])
