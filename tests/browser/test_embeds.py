"""Embeds in a browser: the builder shows each choice at once, and a screen turns, refreshes and outlives its line."""

import pytest

from manyvoices.federation.models import Note
from manyvoices.web.public.tests.rows import a_post
from tests.browser.conftest import PageAt
from tests.cast import make_cast

SCREEN = "/embed/posts?screen=1"


@pytest.mark.long
@pytest.mark.django_db(transaction=True)
def test_a_screen_turns_and_keeps_what_it_shows_without_a_line(live_server_url: str, page_at: PageAt) -> None:
    cast = make_cast()
    for words in ("First", "Second"):
        a_post(cast.bo_voice, f"<p>{words} word</p>")
    page = page_at(1280, "light")
    page.clock.install()
    page.goto(live_server_url + SCREEN)
    shown = page.locator("[data-screen] .post:visible .prose")
    assert shown.all_inner_texts() == ["Second word"]
    page.clock.run_for(12_500)
    assert shown.all_inner_texts() == ["First word"]
    page.get_by_role("button", name="Hold").click()
    page.clock.run_for(30_000)
    assert shown.all_inner_texts() == ["First word"]
    page.get_by_role("button", name="Go on").click()
    page.context.set_offline(True)
    page.clock.run_for(61_000)
    page.get_by_text("The line is down").wait_for()
    assert len(shown.all_inner_texts()) == 1
    page.context.set_offline(False)
    Note.objects.all().delete()
    a_post(cast.bo_voice, "<p>Third word</p>")
    page.clock.run_for(61_000)
    page.get_by_text("Third word").wait_for()
    assert not page.get_by_text("The line is down").is_visible()


@pytest.mark.long
@pytest.mark.django_db(transaction=True)
def test_the_builder_shows_each_choice_at_once(live_server_url: str, page_at: PageAt) -> None:
    cast = make_cast()
    a_post(cast.bo_voice, "<p>Bo's words</p>")
    page = page_at(390, "dark")
    page.goto(f"{live_server_url}/embed")
    page.get_by_label("What it shows").select_option("voice:bo")
    page.wait_for_url("**/embed?show=voice%3Abo*")
    page.frame_locator("iframe").get_by_text("Bo's words").wait_for()
    page.get_by_label("Colours").select_option("light")
    page.locator("code", has_text="theme=light").wait_for()
    assert "voice:bo" in page.locator("code").first.inner_text()
