"""The working screens of writing in a browser: accessible, quiet, never wider than the phone, and nothing is lost."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import Page, Route, expect

from manyvoices.core import clock
from manyvoices.pauses.actions.place_pause import place_pause
from manyvoices.pauses.models import Pause
from manyvoices.people.models import Organisation
from manyvoices.publishing.actions.save_draft import Words, save_draft
from manyvoices.publishing.models import Delivery, Post, State, Variant
from manyvoices.web.publishing.tests.writing import draft_by, in_state, released_by
from tests.browser.conftest import PageAt
from tests.browser.desk import drawing, fill_desk, signed_in
from tests.browser.sizes import overflow
from tests.browser.watching import watch
from tests.cast import Cast, make_cast

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
UNFOLD = (
    "document.querySelectorAll('details:is(.option, .disclosure)').forEach((one) => { one.open = true; })"
)
SHOTS = os.environ.get("MANYVOICES_TEST_SHOTS", "")


def screens(live: Post, draft: Post) -> dict[str, str]:
    """Every screen of writing, by a name for its picture."""
    return {
        "compose": reverse("compose"),
        "draft": reverse("draft", args=[draft.pk]),
        "queue": reverse("queue"),
        "post": reverse("post-detail", args=[live.pk]),
        "edit": reverse("post-edit", args=[live.pk]),
        "delete": reverse("post-delete", args=[live.pk]),
        "published": reverse("post-published", args=[live.pk]),
        "pause": reverse("pause"),
        "today": reverse("today"),
    }


def keep_shot(page: Page, name: str) -> None:
    """A picture of the whole page, where MANYVOICES_TEST_SHOTS names a folder."""
    if SHOTS:
        page.screenshot(path=Path(SHOTS) / f"{name}.png", full_page=True)


@pytest.mark.long
@pytest.mark.parametrize("scheme", ["light", pytest.param("dark", marks=pytest.mark.long)])
def test_every_screen_of_writing_is_accessible_quiet_and_fits(
    live_server_url: str, page_at: PageAt, assert_accessible: Callable[[Page], None], scheme: str
) -> None:
    cast, live, draft = fill_desk()
    page = signed_in(page_at(1280, scheme), live_server_url, cast.bo)
    seen = watch(page, live_server_url)
    for name, path in screens(live, draft).items():
        _look(page, live_server_url + path, f"{name}-{scheme}", assert_accessible)
    signed_in(page, live_server_url, cast.ada)
    page.goto(live_server_url + reverse("pause"))
    page.get_by_text("Pause promotional posts").click()
    assert_accessible(page)
    keep_shot(page, f"pausing-{scheme}")
    place_pause(actor=cast.ada, reason="Train stuck at Wels")
    Pause.objects.update(confirmed_at=clock.now())
    for name in ("pause", "compose", "queue", "today"):
        _look(page, live_server_url + reverse(name), f"{name}-stands-{scheme}", assert_accessible)
    assert seen.errors == []
    assert seen.strangers == []


@pytest.mark.long
@pytest.mark.parametrize("name", ["compose", "queue", "pause", "today"])
def test_an_empty_desk_is_accessible_too(
    live_server_url: str, page_at: PageAt, assert_accessible: Callable[[Page], None], name: str
) -> None:
    cast = make_cast()
    page = signed_in(page_at(390, "light"), live_server_url, cast.eve)
    seen = watch(page, live_server_url)
    _look(page, live_server_url + reverse(name), f"{name}-empty", assert_accessible)
    assert seen.errors == []


def _look(page: Page, address: str, name: str, assert_accessible: Callable[[Page], None]) -> None:
    answer = page.goto(address)
    assert answer is not None
    assert answer.status == 200, address
    page.evaluate(UNFOLD)
    for width in (390, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        assert overflow(page) <= 0, (address, width)
        assert_accessible(page)
        keep_shot(page, f"{name}-{width}")
    assert page.evaluate("window.broken") == []


def writing(page_at: PageAt, origin: str, *, width: int = 390) -> tuple[Cast, Page]:
    """Bo in front of an empty composer."""
    cast = make_cast()
    released_by(cast.ada, cast.ada_voice, "So that no friendly text waits in the composer")
    page = signed_in(page_at(width, "light"), origin, cast.bo)
    page.goto(origin + reverse("compose"))
    return cast, page


def text_of(page: Page) -> str:
    """What stands in the field."""
    return page.get_by_label("Your words").input_value()


def test_words_save_themselves_and_the_address_becomes_the_drafts(
    live_server_url: str, page_at: PageAt
) -> None:
    _cast, page = writing(page_at, live_server_url)
    seen = watch(page, live_server_url)
    page.get_by_label("Your words").fill("Snow on the plateau")
    page.get_by_label("Your words").blur()
    expect(page.locator("[data-save-state]")).to_contain_text("Saved")
    post = Post.objects.exclude(released_at__isnull=False).get()
    assert page.url.endswith(reverse("draft", args=[post.pk]))
    expect(page.locator("[data-preview-part]")).to_contain_text("Snow on the plateau")
    expect(page.locator("[data-counter]")).to_have_text("19 of 5000")
    page.reload()
    assert text_of(page) == "Snow on the plateau"
    assert seen.errors == []


def test_typed_and_published_at_once_it_leaves_once_and_whole(live_server_url: str, page_at: PageAt) -> None:
    _cast, page = writing(page_at, live_server_url)
    page.get_by_label("Your words").fill("Written in one go")
    page.get_by_role("button", name="Publish now").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Post, not live yet")
    assert Delivery.objects.filter(variant__text="Written in one go").count() == 1
    # The way back to the composer is a new page: nothing of the old words comes back from this device.
    page.goto(live_server_url + reverse("compose"))
    assert text_of(page) == ""


def test_another_windows_words_are_compared_and_both_are_kept(live_server_url: str, page_at: PageAt) -> None:
    cast = make_cast()
    post = draft_by(cast.bo, cast.bo_voice, "old")
    page = signed_in(page_at(390, "light"), live_server_url, cast.bo)
    page.goto(live_server_url + reverse("draft", args=[post.pk]))
    channels = [channel.pk for channel in cast.bo_voice.channels.all()]
    theirs = Words("the other window", "", "en", "story", cast.bo_voice, channels)
    save_draft(actor=cast.bo, post=post, revision=1, words=theirs)
    page.get_by_label("Your words").fill("this window")
    page.get_by_label("Your words").blur()
    bar = page.locator("[data-conflict]")
    expect(bar.locator("del")).to_contain_text("other")
    assert text_of(page) == "this window"
    assert Variant.objects.get().text == "the other window"
    keep_shot(page, "conflict-390")
    bar.get_by_role("button", name="Keep both").click()
    expect(page.locator("[data-save-state]")).to_contain_text("Saved")
    assert Variant.objects.get().text == "this window\n\nthe other window"
    page.get_by_role("link", name="version 3").click()
    expect(page.locator(".versions del")).to_have_count(1)
    page.get_by_role("button", name="Take version 2 back").click()
    assert text_of(page) == "the other window"


def test_the_other_windows_words_are_taken_and_mine_stay_among_the_versions(
    live_server_url: str, page_at: PageAt
) -> None:
    cast = make_cast()
    post = draft_by(cast.bo, cast.bo_voice, "old")
    page = signed_in(page_at(390, "light"), live_server_url, cast.bo)
    page.goto(live_server_url + reverse("draft", args=[post.pk]))
    channels = [channel.pk for channel in cast.bo_voice.channels.all()]
    save_draft(
        actor=cast.bo,
        post=post,
        revision=1,
        words=Words("theirs", "", "en", "story", cast.bo_voice, channels),
    )
    page.get_by_label("Your words").fill("mine")
    page.get_by_label("Your words").blur()
    page.get_by_role("button", name="Take the other version").click()
    expect(page.get_by_text("Yours are kept under its versions")).to_be_visible()
    assert text_of(page) == "theirs"
    assert "mine" in {one.content["variants"][0]["text"] for one in post.revisions.all()}


def test_without_a_connection_the_words_wait_on_the_device(live_server_url: str, page_at: PageAt) -> None:
    cast = make_cast()
    post = draft_by(cast.bo, cast.bo_voice, "old")
    page = signed_in(page_at(390, "light"), live_server_url, cast.bo)
    page.goto(live_server_url + reverse("draft", args=[post.pk]))
    page.route("**/autosave/", _cut)
    page.get_by_label("Your words").fill("written in a tunnel")
    page.get_by_label("Your words").blur()
    expect(page.locator("[data-save-state]")).to_contain_text("Not connected")
    page.unroute_all()
    page.goto(live_server_url + reverse("draft", args=[post.pk]))
    expect(page.locator("[data-restored]")).to_be_visible()
    assert text_of(page) == "written in a tunnel"
    expect(page.locator("[data-save-state]")).to_contain_text("Saved")
    assert Variant.objects.get().text == "written in a tunnel"


def _cut(route: Route) -> None:
    route.abort()


def test_the_first_post_becomes_a_public_link_by_itself(live_server_url: str, page_at: PageAt) -> None:
    cast = make_cast()
    page = signed_in(page_at(390, "light"), live_server_url, cast.bo)
    page.goto(live_server_url + reverse("compose"))
    assert "I work at Northlight" in text_of(page)
    page.get_by_role("button", name="Publish now").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your first post is leaving")
    in_state(Post.objects.get(), State.SENT)
    expect(page.get_by_label("Public link to your post")).to_have_text("https://voices.example/@bo/1")
    expect(page.get_by_role("heading", level=1)).to_have_text("You are heard")


def test_a_picture_uploads_by_itself_and_keeps_its_description(
    live_server_url: str, page_at: PageAt, tmp_path: Path
) -> None:
    cast, _live, draft = fill_desk()
    picture = tmp_path / "snow.jpg"
    picture.write_bytes(drawing())
    page = signed_in(page_at(390, "light"), live_server_url, cast.bo)
    page.goto(live_server_url + reverse("draft", args=[draft.pk]))
    page.get_by_label("Pictures to add").set_input_files(picture)
    expect(page.get_by_label("What picture 3 shows")).to_be_visible()
    page.get_by_label("What picture 3 shows").fill("A red train")
    page.get_by_label("What picture 3 shows").blur()
    expect(page.locator("[data-save-state]")).to_contain_text("Saved")
    assert [one.alt for one in draft.attachments.all()][2] == "A red train"


def test_everything_works_without_scripts(live_server_url: str, page_at: PageAt) -> None:
    cast = make_cast()
    Organisation.objects.update(time_zone="Europe/Oslo")
    context = page_at(360, "light").context.browser
    assert context is not None
    plain = context.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
    page = signed_in(plain.new_page(), live_server_url, cast.ada)
    page.goto(live_server_url + reverse("compose"))
    page.get_by_label("Your words").fill("Plain forms")
    page.get_by_role("button", name="Save draft").click()
    page.get_by_role("button", name="Publish now").click()
    assert Delivery.objects.filter(variant__text="Plain forms").count() == 1
    page.goto(live_server_url + reverse("pause"))
    page.get_by_text("Pause promotional posts").click()
    page.get_by_label("Why?").fill("Train stuck")
    page.get_by_role("button", name="Pause now").click()
    expect(page.get_by_role("heading", name="PAUSE CONFIRMED")).to_be_visible()
    plain.close()
