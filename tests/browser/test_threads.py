"""Adapting for one network and previewing a thread, in a browser."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from manyvoices.voices.actions.connect_channel import connect_channel
from tests.browser.conftest import PageAt
from tests.browser.desk import fill_desk, signed_in
from tests.browser.sizes import overflow
from tests.browser.watching import watch

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.long]
SHOTS = os.environ.get("MANYVOICES_TEST_SHOTS", "")


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_words_are_adapted_and_each_channel_shows_its_parts(
    live_server_url: str,
    page_at: PageAt,
    assert_accessible: Callable[[Page], None],
    width: int,
    scheme: str,
) -> None:
    cast, _live, draft = fill_desk()
    other = connect_channel(actor=cast.bo, voice=cast.bo_voice, network="sandbox", agreed_in="en")
    draft.channels.add(other)
    page = signed_in(page_at(width, scheme), live_server_url, cast.bo)
    seen = watch(page, live_server_url)
    page.goto(live_server_url + reverse("draft", args=[draft.pk]))
    panel = page.locator("[data-variants]")
    if panel.get_attribute("open") is None:
        panel.locator("summary").click()
    own = page.locator(f'[name="variants-text-{other.pk}"]')
    expect(own).to_be_hidden()
    page.locator(f'[name="variants-adapt-{other.pk}"]').check()
    expect(own).to_have_value(draft.variants.get().text)
    own.fill("Three sentences for the practice network. " * 20)
    expect(page.locator(f'[data-variant="{other.pk}"] .counter')).to_have_text("becomes a thread")
    tab = page.locator(f'label[for="preview-tab-{other.pk}"]')
    tab.click()
    parts = page.locator(".previews__panel:visible .part")
    expect(parts).to_have_count(2)
    expect(parts.first.locator(".part__count")).to_contain_text("1/2")
    page.locator('[name="text"]').fill("Changed for all, while the other tab is in front.")
    expect(page.locator(".previews__panel .prose").first).to_contain_text("Changed for all")
    expect(parts).to_have_count(2)
    assert overflow(page) <= 0
    assert_accessible(page)
    if SHOTS:
        page.screenshot(path=Path(SHOTS) / f"threads-{width}-{scheme}.png", full_page=True)
    assert (seen.errors, seen.strangers) == ([], [])
