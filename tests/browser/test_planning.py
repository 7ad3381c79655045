"""Planning in a browser: accessible, quiet, never wider than the phone; moved by keyboard and by drag."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from manyvoices.publishing.actions.add_slots import add_slots
from manyvoices.publishing.actions.release_post import release_post
from manyvoices.publishing.actions.start_plan_import import start_plan_import
from manyvoices.publishing.actions.start_repeat import start_repeat
from manyvoices.publishing.actions.stop_repeat import stop_repeat
from manyvoices.publishing.actions.wish_time import wish_time
from manyvoices.publishing.models import Every, Post
from manyvoices.publishing.repeating import Rule
from manyvoices.publishing.tests.stage import draft
from tests.browser.conftest import PageAt
from tests.browser.desk import fill_desk, signed_in
from tests.browser.test_composer import _look
from tests.browser.watching import watch
from tests.cast import Cast, make_cast

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
ZONE = "Europe/Oslo"
FILE = b"""text,voice,date,time,kind
"The night train gets quieter brakes, and you will hear it.",bo,2031-03-28,08:10,story
Nobody knows this one,nobody,2031-03-28,08:10,story
"Once in the night the clocks go forward.",bo,2031-03-30,02:30,story
No day at all,bo,,,
"The night train gets quieter brakes, and you will hear it.",bo,2031-03-28,08:20,story
"""


def planned(cast: Cast, text: str, day: date, at: time) -> Post:
    post = draft(cast.bo, cast.bo_voice, text)
    return release_post(
        actor=cast.bo, post=post, revision=post.revision, wall=datetime.combine(day, at), time_zone=ZONE
    )


def fill_plan(cast: Cast) -> tuple[Post, int]:
    """A week with everything in it; returns a planned post and the plan of a file."""
    tomorrow = timezone.localdate() + timedelta(days=1)
    post = planned(cast, "The new doors open wider: room for two prams.", tomorrow, time(8, 10))
    planned(cast, "Platform 3 gets its roof back.", tomorrow, time(8, 30))
    planned(cast, "What we learned from a winter of snow.", tomorrow + timedelta(days=2), time(17, 0))
    wished = draft(cast.bo, cast.bo_voice, "A day in the workshop, in nine pictures.")
    wish_time(actor=cast.bo, post=wished, day=tomorrow)
    rule = Rule(Every.WEEK, 1, (0, 3), time(6, 45), ZONE, tomorrow, None)
    start_repeat(actor=cast.bo, pattern=draft(cast.bo, cast.bo_voice, "Gate times this week."), rule=rule)
    monthly = Rule(Every.MONTH, 1, (), time(9), ZONE, date(2027, 1, 31), None)
    again = draft(cast.bo, cast.bo_voice, "The open day is near.")
    start_repeat(actor=cast.bo, pattern=again, rule=monthly)
    stop_repeat(actor=cast.bo, repeat=start_repeat(actor=cast.bo, pattern=again, rule=rule))
    channels = list(cast.bo_voice.channels.values_list("pk", flat=True))
    add_slots(
        actor=cast.bo,
        voice=cast.bo_voice,
        weekdays=[1, 3],
        time=time(8, 10),
        time_zone=ZONE,
        channels=channels,
    )
    upload = SimpleUploadedFile("spring.csv", FILE)
    plan = start_plan_import(actor=cast.bo, file_name="spring.csv", data=upload.read(), time_zone=ZONE)
    return post, plan.pk


@pytest.mark.long
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_screen_of_planning_is_accessible_quiet_and_fits(
    live_server_url: str, page_at: PageAt, assert_accessible: Callable[[Page], None], scheme: str
) -> None:
    cast, live, written = fill_desk()
    post, plan = fill_plan(cast)
    wish_time(actor=cast.bo, post=written, day=post.planned_day, time=time(8, 0), time_zone=ZONE)
    page = signed_in(page_at(1280, scheme), live_server_url, cast.bo)
    seen = watch(page, live_server_url)
    screens = {
        "calendar": reverse("calendar"),
        "week": f"{reverse('calendar')}?view=week&day={post.planned_day}",
        "move": reverse("post-move", args=[post.pk]),
        "slots": reverse("slots", args=[cast.bo_voice.pk]),
        "repeats": reverse("repeats"),
        "repeat-new": reverse("repeat-new", args=[live.pk]),
        "plans": reverse("plans"),
        "plan": f"{reverse('plan', args=[plan])}?show=",
        "calendar-link": reverse("calendar-link"),
        "draft-plan": reverse("draft", args=[written.pk]),
    }
    for name, path in screens.items():
        _look(page, live_server_url + path, f"planning-{name}-{scheme}", assert_accessible)
    page.goto(live_server_url + reverse("calendar-link"))
    page.get_by_role("button", name="Make an address").click()
    assert_accessible(page)
    assert seen.errors == []
    assert seen.strangers == []


def test_a_post_is_moved_by_arrow_keys_and_by_drag(live_server_url: str, page_at: PageAt) -> None:
    cast = make_cast()
    today = timezone.localdate()
    monday = today + timedelta(days=7 - today.weekday())
    post = planned(cast, "The new doors open wider.", monday, time(8, 10))
    page = signed_in(page_at(1280, "light"), live_server_url, cast.bo)
    page.goto(f"{live_server_url}{reverse('calendar')}?view=week&day={monday}")
    page.locator("[data-move]").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(page.locator("[data-calendar-says]")).to_contain_text("Wednesday")
    page.keyboard.press("Escape")
    expect(page.locator("[data-calendar-says]")).to_contain_text("stays")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Moved to")).to_be_visible()
    post.refresh_from_db()
    assert post.planned_day == monday + timedelta(days=1)
    target = page.locator(f'[data-day="{monday + timedelta(days=4)}"]')
    page.wait_for_load_state()  # the script that listens to drags
    page.locator("[data-entry] .entry__title").hover()
    page.mouse.down()
    target.hover()
    target.hover(position={"x": 30, "y": 200})
    page.mouse.up()
    expect(page.get_by_text("Moved to")).to_be_visible()
    expect(target.locator(".entry__title")).to_be_visible()
    post.refresh_from_db()
    assert (post.planned_day, post.planned_time) == (monday + timedelta(days=4), time(8, 10))
