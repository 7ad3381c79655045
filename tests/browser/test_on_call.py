"""Being on call, presence and one's time in a real browser: axe, nothing in the console, both widths and schemes."""

import os
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from manyvoices.core import clock
from manyvoices.notifications.actions.tell_person import tell_person
from manyvoices.people.actions.add_shift import add_shift
from manyvoices.people.actions.cover_shift import cover_shift
from manyvoices.people.actions.make_rota import make_rota
from manyvoices.people.actions.report_absence import report_absence
from manyvoices.people.actions.say_presence import say_presence
from manyvoices.people.models import Calendar, Holiday, OnCall, Person, RoleName, Where
from manyvoices.people.rotas import WEEK
from tests.browser.conftest import PageAt
from tests.browser.desk import signed_in
from tests.browser.sizes import overflow
from tests.browser.watching import watch
from tests.cast import Cast, make_cast, role

LOOKS = os.environ.get("MANYVOICES_TEST_LOOKS", "")


def fill() -> tuple[Cast, OnCall]:
    """Cleo and Bo take turns, Bo is the backup at work, Bo stands in for an hour, Cleo is at lunch."""
    cast, now = make_cast(), clock.now()
    role(cast.bo, RoleName.RESPONDER, cast.operations)
    role(cast.ada, RoleName.RESPONDER, cast.root)
    rota = make_rota(actor=cast.ada, unit=cast.operations, time_zone="Europe/Vienna")
    days = {"begins": 0, "ends": 6 * 1440, "first_week": now.date() - timedelta(days=7)}
    add_shift(actor=cast.ada, rota=rota, people=[cast.cleo, cast.bo], **days)  # type: ignore[arg-type]
    days = {"begins": 0, "ends": WEEK, "first_week": now.date() - timedelta(days=7)}
    add_shift(actor=cast.ada, rota=rota, people=[cast.cleo], rank=1, **days)  # type: ignore[arg-type]
    cover_shift(
        actor=cast.ada,
        rota=rota,
        person=cast.bo,
        instead_of=cast.cleo,
        starts_at=now + timedelta(hours=1),
        ends_at=now + timedelta(hours=3),
    )
    calendar = Calendar.objects.create(unit=cast.root, time_zone="Europe/Vienna", changed_at=now)
    Holiday.objects.create(calendar=calendar, day=now.date() + timedelta(days=30), name="Depot day")
    say_presence(actor=cast.cleo, where=Where.LUNCH)
    report_absence(actor=cast.ada, starts_at=now + timedelta(days=9), ends_at=now + timedelta(days=12))
    Person.objects.filter(pk=cast.ada.pk).update(
        weekly_minutes=90, minutes_agreed_at=now, minutes_agreed_by=cast.bo
    )
    tell_person(person=cast.ada, kind="approval", key="1", subject="Bo asks you to look at a post")
    return cast, rota


@pytest.mark.long
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("screen", [(390, "light"), (390, "dark"), (1280, "light"), (1280, "dark")])
def test_from_the_menu_to_a_shift(
    page_at: PageAt,
    live_server_url: str,
    assert_accessible: Callable[[Page], None],
    screen: tuple[int, str],
) -> None:
    width, scheme = screen
    cast, rota = fill()
    page = signed_in(page_at(width, scheme), live_server_url, cast.ada)
    seen = watch(page, live_server_url)
    for number, path in enumerate(
        [
            "/on-call",
            f"/on-call/rotas/{rota.pk}",
            "/me/presence",
            "/me/time",
            "/me/notifications",
            "/notifications",
        ]
    ):
        page.goto(live_server_url + path)
        page.locator("details.disclosure").evaluate_all("all => all.forEach(one => { one.open = true })")
        assert overflow(page) <= 0, path
        assert_accessible(page)
        if LOOKS:
            page.screenshot(path=Path(LOOKS) / f"{number}-{width}-{scheme}.png", full_page=True)
    page.goto(live_server_url + "/me/presence")
    page.get_by_role("button", name="At lunch for an hour").click()
    expect(page.get_by_role("heading", name="At lunch")).to_be_visible()
    page.goto(live_server_url + "/me/time")
    page.get_by_role("button", name="+ 15 minutes").first.click()
    expect(page.get_by_text("15 minutes", exact=True)).to_be_visible()
    assert (seen.errors, seen.strangers) == ([], [])
