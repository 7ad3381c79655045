"""The story of a delivery, and what is overdue: the way of somebody whose computer slept."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import Page

from manyvoices.core import clock
from manyvoices.publishing import history
from manyvoices.publishing.models import Delivery, Happened, Post, State
from manyvoices.web.publishing.tests.writing import in_state, released_by, signed_in
from tests.browser.sizes import overflow
from tests.cast import Cast

pytestmark = [pytest.mark.long, pytest.mark.django_db(transaction=True)]

TOLD = (
    (Happened.CALLED, ""),
    (Happened.UNKNOWN, "The network answered 503; whether it accepted the post is not known yet."),
    (Happened.WAITS, "looked for and not there"),
    (Happened.FAILED, "E-4711: come back with a shorter word than " + "Donaudampfschifffahrt" * 6),
)


@pytest.fixture
def story(cast: Cast) -> Delivery:
    """A post that failed after a long way, beside three that are overdue."""
    for number in range(3):
        in_state(released_by(cast.bo, cast.bo_voice, f"Good morning {number}!"), State.LATE, due_at=None)
    Post.objects.update(scheduled_at=clock.now() - timedelta(hours=3))
    failed = in_state(released_by(cast.bo, cast.bo_voice, "The bridge is open."), State.FAILED)
    for happened, because in TOLD:
        history.tell(failed.pk, happened, because=because, next_at=clock.now() + timedelta(minutes=5))
    return failed


@pytest.mark.parametrize("view", [(390, "dark"), (1280, "light")], ids=str)
def test_what_happened_is_readable_and_many_are_decided_at_once(
    page_at: Callable[[int, str], Page],
    live_server_url: str,
    story: Delivery,
    assert_accessible: Callable[[Page], None],
    view: tuple[int, str],
) -> None:
    page = page_at(*view)
    cookie = signed_in(story.post.prepared_by).cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server_url}])
    for address in ("/queue/", f"/deliveries/{story.pk}/", "/queue/late/"):
        page.goto(live_server_url + address)
        assert_accessible(page)
        assert overflow(page) <= 0
    page.get_by_role("button", name="Send, 15 minutes apart").click()
    page.get_by_text("3 posts are on their way again").wait_for()
    assert Delivery.objects.filter(state=State.QUEUED).count() == 3
