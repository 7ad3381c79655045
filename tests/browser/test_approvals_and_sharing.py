"""Approvals and sharing by hand in a browser: accessible, quiet, never wider than the phone; one journey of each."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from manyvoices.core import clock
from manyvoices.pauses.models import Pause
from manyvoices.people.models import Person
from manyvoices.publishing.actions.advise_post import advise_post
from manyvoices.publishing.actions.ask_approval import ask_approval
from manyvoices.publishing.actions.release_post import release_post
from manyvoices.publishing.models import Approval, ApprovalRule, Authors, Delivery, Post, State
from manyvoices.publishing.tests.approvals import asked
from manyvoices.publishing.tests.stage import draft
from manyvoices.voices.models import Channel
from tests.browser.conftest import PageAt
from tests.browser.desk import fill_desk, signed_in
from tests.browser.test_composer import _look
from tests.browser.watching import watch
from tests.cast import Cast, make_cast

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WORDS = "The night train gets quieter brakes. You will hear it: nothing, from the third of May on."


def a_rule(cast: Cast) -> ApprovalRule:
    """Prices are checked by editors."""
    return ApprovalRule.objects.create(
        unit=cast.operations,
        name="Prices are checked first",
        because="A wrong fare on a poster binds us for a year.",
        kinds=["promotion"],
        authors=Authors.EVERYBODY,
        owner=cast.ada,
        made_at=clock.now(),
        ends_at=clock.now() + timedelta(days=90),
    )


def handed(cast: Cast, text: str, network: str) -> list[Delivery]:
    """Bo's post, to be shared by hand."""
    channel = Channel.objects.create(
        voice=cast.bo_voice, network=network, address="linkedin.com/in/bo", connected_at=clock.now()
    )
    post = draft(cast.bo, cast.bo_voice, text)
    post.channels.set([channel])
    release_post(actor=cast.bo, post=post, revision=post.revision)
    rows = Delivery.objects.filter(post=post).order_by("part")
    rows.update(state=State.HANDED, due_at=None, asked_at=clock.now())
    return list(rows)


def _screens(
    cast: Cast, waiting: Approval, again: Post, first: Delivery, linked: Delivery
) -> dict[Person, dict[str, str]]:
    """Person -> name of the picture -> path."""
    return {
        cast.ada: {
            "approvals": reverse("approvals"),
            "approval": reverse("approval", args=[waiting.pk]),
            "rules": reverse("approval-rules"),
            "rule-new": reverse("approval-rule-new"),
        },
        cast.dan: {
            "approvals-mine": f"{reverse('approvals')}?show=mine",
            "draft-advised": reverse("draft", args=[again.pk]),
        },
        cast.bo: {
            "share": reverse("share", args=[linked.pk]),
            "share-thread": reverse("share", args=[first.pk]),
            "voice": reverse("voice-edit", args=[cast.bo_voice.pk]),
            "queue": reverse("queue"),
        },
    }


@pytest.mark.long
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_screen_is_accessible_quiet_and_fits(
    live_server_url: str, page_at: PageAt, assert_accessible: Callable[[Page], None], scheme: str
) -> None:
    cast, _live, _written = fill_desk()
    a_rule(cast)
    waiting = asked(cast, WORDS)
    again = draft(cast.dan, waiting.post.voice, "My first day in the workshop.")
    advised = ask_approval(actor=cast.dan, post=again, revision=again.revision, word="Is the date right?")
    advise_post(actor=cast.ada, approval=advised, advice="Say which workshop, and who showed you around.")
    first, _second = handed(cast, f"{WORDS}\n---\nWhy it took a year.", "share-threads")
    [linked] = handed(cast, WORDS, "share-linkedin")
    seen = []
    for who, screens in _screens(cast, waiting, again, first, linked).items():
        page = signed_in(page_at(1280, scheme), live_server_url, who)
        seen.append(watch(page, live_server_url))
        for name, path in screens.items():
            _look(page, live_server_url + path, f"asking-{name}-{scheme}", assert_accessible)
    Pause.objects.create(reason="storm", placed_by=cast.ada, placed_at=clock.now())
    _look(
        page,
        live_server_url + reverse("share", args=[linked.pk]),
        f"asking-paused-{scheme}",
        assert_accessible,
    )
    assert [one.errors + one.strangers for one in seen] == [[], [], []]


def test_the_composer_says_so_at_once_and_a_share_is_copied_and_done(
    live_server_url: str, page_at: PageAt
) -> None:
    cast = make_cast()
    a_rule(cast)
    page = signed_in(page_at(1280, "light"), live_server_url, cast.bo)
    page.goto(live_server_url + reverse("compose"))
    expect(page.get_by_role("button", name="Publish now")).to_be_visible()
    page.get_by_text("Kind, language, content warning").click()
    page.get_by_text("Promotion: an offer").click()
    expect(page.get_by_text("Prices are checked first")).to_be_visible()
    expect(page.get_by_role("button", name="Ask for approval")).to_be_visible()
    [row] = handed(cast, WORDS, "share-linkedin")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(live_server_url + reverse("share", args=[row.pk]))
    page.get_by_role("button", name="Copy the words").click()
    assert page.evaluate("navigator.clipboard.readText()") == WORDS
    page.get_by_label("Link to your post there").fill("linkedin.com/posts/bo-1")
    page.get_by_role("button", name="I posted it").click()
    expect(page.get_by_text("Thank you: it counts as done.")).to_be_visible()
    row.refresh_from_db()
    assert row.url == "https://linkedin.com/posts/bo-1"
