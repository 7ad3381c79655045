"""A conversation in real browsers: two colleagues answer at once, and one of them reads the other first."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from manyvoices.conversations.actions.comment_conversation import comment_conversation
from manyvoices.conversations.actions.correct_triage import correct_triage
from manyvoices.conversations.actions.make_label import make_label
from manyvoices.conversations.actions.make_saved_reply import make_saved_reply
from manyvoices.conversations.actions.take_conversation import take_conversation
from manyvoices.conversations.models import Assignment, Conversation, Gap, Message, MessageVersion, ReplyDraft
from manyvoices.conversations.tests.asked import arrives, asked, opened
from manyvoices.core import clock
from manyvoices.people.models import RoleName, Topic
from manyvoices.publishing.models import Post
from manyvoices.voices.models import Channel
from tests.browser.conftest import PageAt
from tests.browser.desk import signed_in
from tests.browser.sizes import overflow
from tests.browser.watching import watch
from tests.cast import Cast, make_cast, role

LOOKS = os.environ.get("MANYVOICES_TEST_LOOKS", "")


def fill() -> tuple[Cast, Conversation]:
    """Lena complains to the brand; Cleo and Ada work in that inbox, and Cleo has it."""
    cast, now = make_cast(), clock.now()
    role(cast.ada, RoleName.RESPONDER, cast.root)
    opened(cast.brand_voice, cast.cleo, may_publish=False)
    talk = asked(cast)
    brakes = Topic.objects.create(name="Brakes", tag="brakes", made_at=now)
    correct_triage(actor=cast.cleo, conversation=talk, question="topic", said=str(brakes.pk))
    take_conversation(actor=cast.cleo, conversation=talk)
    reasons = [["topic", "Brakes"], ["spoke_before", ""], ["language", "en"]]
    Assignment.objects.filter(conversation=talk, ended_at=None).update(reasons=reasons)
    picture = {"url": "https://far.example/a.jpg", "mediaType": "image/jpeg", "name": "A full platform"}
    edited = arrives(
        talk,
        text="Nobody says anything. The brakes smell, see https://far.example/wels\n\nWhat happens now?",
        attachments=[picture],
        edited_at=now,
    )
    MessageVersion.objects.create(message=edited, text="Nobody says anything.", until=now)
    arrives(talk, text="", deleted_at=now)
    channel = Channel.objects.get(voice=cast.brand_voice)
    Gap.objects.create(
        channel=channel,
        since=now - timedelta(hours=2),
        until=now + timedelta(minutes=1),
        because="their server did not answer",
        found_at=now,
    )
    comment_conversation(actor=cast.ada, conversation=talk, text="The bus is ordered for 8, asks @cleo")
    make_label(actor=cast.ada, unit=cast.operations, name="Delay")
    make_saved_reply(actor=cast.cleo, title="A bus comes", text="Dear {contact}, a bus comes. {name}")
    return cast, Conversation.objects.get(pk=talk.pk)


@dataclass(frozen=True)
class Room:
    """Two desks with the same conversation on them."""

    cast: Cast
    talk: Conversation
    cleo: Page
    ada: Page
    origin: str
    check: Callable[[Page], None]
    screen: tuple[int, str]

    def look(self, page: Page, name: str) -> None:
        """Everybody can use it, nothing hangs out of it; a picture for whoever wants to see it."""
        width, scheme = self.screen
        assert overflow(page) <= 0, page.url
        self.check(page)
        if LOOKS:
            page.screenshot(path=Path(LOOKS) / f"{name}-{width}-{scheme}.png", full_page=True)


# promise F6
@pytest.mark.long
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("screen", [(390, "light"), (390, "dark"), (1280, "light"), (1280, "dark")])
def test_two_answer_at_once_and_one_goes_out(
    page_at: PageAt,
    live_server_url: str,
    assert_accessible: Callable[[Page], None],
    screen: tuple[int, str],
) -> None:
    cast, talk = fill()
    cleo, ada = (signed_in(page_at(*screen), live_server_url, who) for who in (cast.cleo, cast.ada))
    room = Room(cast, talk, cleo, ada, live_server_url, assert_accessible, screen)
    seen = [watch(page, live_server_url) for page in (cleo, ada)]
    for page in (cleo, ada):
        page.goto(f"{live_server_url}/inbox/{talk.pk}/")
    room.look(cleo, "1-open")
    both_write(room)
    assert Post.objects.count() == 1, "exactly one went out"
    reads_first(room)
    assert (Post.objects.count(), ReplyDraft.objects.count()) == (1, 1)
    for path in ("give/", "merge/", f"answers/{Message.objects.get(direction='out').pk}/change/"):
        cleo.goto(f"{live_server_url}/inbox/{talk.pk}/{path}")
        room.look(cleo, f"7-{path.strip('/').rpartition('/')[2]}")
    for page in (cleo, ada):
        page.goto("about:blank")  # it asks nothing more while the tables are emptied
    assert [(one.errors, one.strangers) for one in seen] == [([], []), ([], [])]


def both_write(room: Room) -> None:
    """Ada writes, which Cleo sees; Cleo answers with saved words, and Ada sends hers."""
    cleo, ada = room.cleo, room.ada
    cleo.locator("summary", has_text="Later").click()
    room.look(cleo, "2-later")
    cleo.locator("summary", has_text="Later").click()
    ada.get_by_label("Your answer").fill("@lena@far.example Bus at 8.")
    expect(cleo.get_by_text("Ada is answering")).to_be_visible(timeout=15_000)
    expect(ada.get_by_text("Draft kept")).to_be_visible(timeout=10_000)
    cleo.get_by_label("Saved reply").select_option(label="A bus comes")
    cleo.get_by_role("button", name="Insert").click()
    expect(cleo.get_by_label("Your answer")).to_have_value("@lena@far.example Dear Lena, a bus comes. Cleo")
    room.look(cleo, "3-somebody-answers")
    cleo.get_by_role("button", name="Send", exact=True).click()
    expect(cleo.get_by_role("button", name="Take it back")).to_be_visible()
    room.look(cleo, "4-leaves")
    with ada.expect_response(
        lambda answer: answer.request.method == "POST" and "/answer/" in answer.url
    ) as got:
        ada.get_by_role("button", name="Send", exact=True).click()
    assert got.value.status == 409


def reads_first(room: Room) -> None:
    """Ada reads what Cleo answered above her own words, which wait; then she writes something for Lena alone."""
    ada, news = room.ada, room.ada.locator("#news")
    answer = ada.get_by_label("Your answer")
    expect(news.get_by_text("Not sent: something was said since you opened this")).to_be_visible()
    expect(news.get_by_text("Dear Lena, a bus comes. Cleo")).to_be_visible()
    expect(answer).to_have_value("@lena@far.example Bus at 8.")
    above, below = news.bounding_box(), answer.bounding_box()
    assert above is not None
    assert below is not None
    assert above["y"] + above["height"] <= below["y"], "the news stands above the kept words"
    assert ada.get_by_role("button", name="Send", exact=True).count() == 0
    room.look(ada, "5-stopped")
    ada.get_by_role("button", name="Edit").click()
    expect(answer).to_have_value("@lena@far.example Bus at 8.")
    answer.fill("@lena@far.example Your IBAN AT61 1904 3002 3457 3201?")
    ada.get_by_role("button", name="Send", exact=True).click()
    expect(ada.get_by_text("looks like a bank account")).to_be_visible()
    room.look(ada, "6-warned")
