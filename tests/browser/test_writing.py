"""Writing that is never lost, in a browser: a tunnel, the back button, a press taken back, names by the keyboard."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from manyvoices.core import clock
from manyvoices.publishing.actions.ask_link_card import ask_link_card
from manyvoices.publishing.models import Delivery, LinkCard, State, Variant
from manyvoices.web.publishing.tests.writing import draft_by, released_by
from tests.browser.conftest import PageAt
from tests.browser.desk import fill_desk, signed_in
from tests.browser.sizes import overflow
from tests.browser.test_composer import keep_shot, text_of
from tests.browser.watching import watch
from tests.cast import Cast, make_cast

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
HINTING = "OUR TRAINS AT NORTHLIGHT ARE GREAT\n\nhttps://snow.example/plateau"


def at_a_draft(page_at: PageAt, origin: str, text: str = "old") -> tuple[Cast, Page]:
    """Bo in front of a draft of his."""
    cast = make_cast()
    released_by(cast.ada, cast.ada_voice, "So that it is not the first post")
    page = signed_in(page_at(390, "light"), origin, cast.bo)
    page.goto(origin + reverse("draft", args=[draft_by(cast.bo, cast.bo_voice, text).pk]))
    return cast, page


# promise K9
def test_a_tunnel_the_back_button_and_a_reload_cost_no_word(live_server_url: str, page_at: PageAt) -> None:
    _cast, page = at_a_draft(page_at, live_server_url)
    field, state = page.get_by_label("Your words"), page.locator("[data-save-state]")
    page.context.set_offline(True)
    field.fill("written in a tunnel")
    field.blur()
    expect(state).to_contain_text("Not connected")
    field.press_sequentially(", and on")
    page.context.set_offline(False)
    expect(state).to_have_text("Saved")
    assert Variant.objects.filter(text="written in a tunnel, and on").exists()
    field.fill("typed just before leaving")
    page.goto(live_server_url + reverse("queue"))
    page.go_back()
    expect(field).to_have_value("typed just before leaving")
    expect(state).to_have_text("Saved")
    page.reload()
    assert text_of(page) == "typed just before leaving"


@pytest.mark.long
def test_a_press_is_taken_back_and_the_words_stand_there_again(live_server_url: str, page_at: PageAt) -> None:
    _cast, page = at_a_draft(page_at, live_server_url, "Too early")
    page.get_by_role("button", name="Publish now").click()
    expect(page.locator("[data-undo-words]")).to_contain_text("Leaves in")
    keep_shot(page, "undo-390")
    page.get_by_role("button", name="Undo").click()
    assert text_of(page) == "Too early"
    assert Delivery.objects.get(variant__text="Too early").state == State.CANCELLED


def test_a_name_is_chosen_by_the_keyboard_alone(live_server_url: str, page_at: PageAt) -> None:
    _cast, page = at_a_draft(page_at, live_server_url, "")
    field, names = page.get_by_label("Your words"), page.get_by_role("listbox", name="Names to choose")
    page.route("**/compose/names/**", lambda route: route.fulfill(json={"names": NAMES}))
    field.press_sequentially("Thank you, @no")
    expect(names.get_by_role("option")).to_have_count(2)
    keep_shot(page, "names-390")
    field.press("ArrowDown")
    expect(names.locator("[aria-selected=true]")).to_contain_text("Noor")
    field.press("Enter")
    expect(field).to_have_value("Thank you, @noor@x.example ")
    expect(names).to_be_hidden()


NAMES = [
    {"insert": "@northlight", "name": "Northlight", "address": "@northlight@voices.example"},
    {"insert": "@noor@x.example", "name": "Noor", "address": "@noor@x.example"},
]


@pytest.mark.long
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_advice_versions_and_history_are_accessible_quiet_and_fit(
    live_server_url: str, page_at: PageAt, assert_accessible: Callable[[Page], None], scheme: str
) -> None:
    cast, live, draft = fill_desk()
    released_by(cast.ada, cast.ada_voice, HINTING)
    shouting = draft_by(cast.bo, cast.bo_voice, HINTING)
    ask_link_card(text=HINTING)
    LinkCard.objects.update(
        fetched_at=clock.now(),
        title="A winter on the plateau",
        description="What the snow does to a timetable.",
    )
    page = signed_in(page_at(1280, scheme), live_server_url, cast.bo)
    seen = watch(page, live_server_url)
    page.goto(live_server_url + reverse("draft", args=[shouting.pk]))
    page.get_by_label("Your words").fill(f"{HINTING} ")
    page.get_by_label("Your words").blur()
    expect(page.locator("[data-save-state]")).to_have_text("Saved")
    for name, path in {
        "advice": reverse("draft", args=[shouting.pk]),
        "versions": reverse("draft-versions", args=[shouting.pk]),
        "history": reverse("post-detail", args=[live.pk]),
    }.items():
        page.goto(live_server_url + path)
        page.evaluate(
            "document.querySelectorAll('details.disclosure').forEach((one) => { one.open = true; })"
        )
        for width in (390, 1280):
            page.set_viewport_size({"width": width, "height": 900})
            assert_accessible(page)
            keep_shot(page, f"{name}-{scheme}-{width}")
            assert overflow(page) <= 0, (name, width)
    assert seen.errors == []
    assert draft.pk != shouting.pk
