"""Articles, films and the media library in a browser: accessible, quiet, never wider than the phone; a film plays."""

import io
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page

from manyvoices.core import clock
from manyvoices.federation.actions.publish_note import publish_note
from manyvoices.federation.content import content
from manyvoices.federation.models import Note
from manyvoices.media.actions.keep_film import keep_film
from manyvoices.media.actions.keep_picture import keep_picture
from manyvoices.media.film_reading import remade
from manyvoices.media.models import File
from manyvoices.media.pictures import prepare
from manyvoices.media.tests.films import film_file
from manyvoices.publishing.actions.attach_picture import attach_picture
from manyvoices.publishing.actions.put_cover import put_cover
from manyvoices.publishing.actions.subtitle_film import subtitle_film
from manyvoices.publishing.actions.write_article import write_article
from manyvoices.publishing.models import MediaItem
from manyvoices.web.publishing.tests.writing import draft_by
from manyvoices.web.shown_media import shown_file
from tests.browser.conftest import PageAt
from tests.browser.desk import drawing, signed_in
from tests.browser.sizes import overflow
from tests.browser.watching import watch
from tests.cast import Cast, make_cast

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.long]
UNFOLD = (
    "document.querySelectorAll('details:is(.option, .disclosure)').forEach((one) => { one.open = true; })"
)
SHOTS = os.environ.get("MANYVOICES_TEST_SHOTS", "")
TEXT = """For eight years people along the night line wrote to us about the same sound.

## What squealed

Cast iron on steel. The new pads are *composite*, and they do three things:

- they wear slowly
- they stay cool
- they **do not sing**

> I slept through the 3:40 for the first time.

Read the [measurements](https://rail.example/brakes), and ask us anything. #brakes
"""
SUBTITLES = b"1\n00:00:00,100 --> 00:00:02,000\nThe train stands.\n"


def screens() -> tuple[Cast, dict[str, str]]:
    """Every screen, by a name for its picture."""
    cast = make_cast()
    picture = keep_picture(actor=cast.bo, picture=prepare(drawing()))
    with remade(io.BytesIO(film_file("webm", "libvpx", "libopus", size=(320, 180)))) as made:
        film = keep_film(actor=cast.bo, film=made)
    article = draft_by(cast.bo, cast.bo_voice, TEXT)
    write_article(actor=cast.bo, post=article, form="article", title="How the night line went quiet")
    put_cover(actor=cast.bo, post=article, file=picture, alt="A wide plateau")
    attach_picture(actor=cast.bo, post=article, file=picture, alt="A wide plateau")
    filmed = draft_by(cast.bo, cast.bo_voice, "Listen to this.")
    attached = attach_picture(actor=cast.bo, post=filmed, file=film, alt="A train stops")
    subtitle_film(actor=cast.bo, attachment=attached, language="en", upload=SUBTITLES)
    items = [
        _item(cast, file, title)
        for file, title in ((picture, "Snow on the plateau"), (film, "The new brakes"))
    ]
    return cast, {
        "article-draft": reverse("draft", args=[article.pk]),
        "film-draft": reverse("draft", args=[filmed.pk]),
        "library": reverse("media-library"),
        "library-item": reverse("media-item", args=[items[0].pk]),
        "library-add": reverse("media-add"),
        "article": f"/@bo/{_note(cast, picture).pk}",
        "film": f"/@bo/{_note(cast, film).pk}",
        "articles": "/@bo/articles",
        "voice": "/@bo",
    }


def _item(cast: Cast, file: File, title: str) -> MediaItem:
    File.objects.filter(pk=file.pk).update(
        expires_on=timezone.localdate(), credit="Jo Lens", licence="CC BY 4.0"
    )
    return MediaItem.objects.create(
        file=file,
        unit=cast.bo.unit,
        title=title,
        alt="A wide plateau",
        tags=["night line"],
        added_by=cast.bo,
        added_at=clock.now(),
    )


def _note(cast: Cast, file: File) -> Note:
    shown = shown_file(file, "A wide plateau")
    told = {
        "url": file.url,
        "mediaType": file.mime,
        "name": shown["alt"],
        "width": file.width,
        "height": file.height,
        "duration_ms": file.duration_ms,
        "poster": shown["poster"],
        "subtitles": [{"language": one["language"], "url": one["url"]} for one in shown["subtitles"]],
    }
    is_article = not file.duration_ms
    return publish_note(
        channel=cast.bo_voice.channels.get(),
        delivery_key=file.name,
        content=content(
            text=TEXT if is_article else "Listen to this.",
            content_warning="",
            language="en",
            pictures=[] if is_article else [told],
            form="article" if is_article else "note",
            title="How the night line went quiet" if is_article else "",
            cover=told if is_article else None,
        ),
        kind="story",
        world="live",
    )


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_every_screen_is_accessible_quiet_and_fits(
    live_server_url: str,
    page_at: PageAt,
    assert_accessible: Callable[[Page], None],
    scheme: str,
    width: int,
) -> None:
    cast, addresses = screens()
    page = signed_in(page_at(width, scheme), live_server_url, cast.bo)
    seen = watch(page, live_server_url)
    for name, path in addresses.items():
        page.goto(live_server_url + path)
        page.evaluate(UNFOLD)
        assert overflow(page) <= 0, name
        assert_accessible(page)
        if SHOTS:
            page.screenshot(path=Path(SHOTS) / f"{name}-{width}-{scheme}.png", full_page=True)
    assert (seen.errors, seen.strangers) == ([], [])


def test_a_film_is_wound_forward_with_its_subtitles(live_server_url: str, page_at: PageAt) -> None:
    _cast, addresses = screens()
    page = page_at(1280, "light")
    seen = watch(page, live_server_url)
    page.goto(live_server_url + addresses["film"])
    film = page.locator("video")
    assert film.evaluate("film => film.networkState") in {
        0,
        1,
    }  # nothing was asked for before somebody plays it
    at = film.evaluate(
        "film => new Promise((done) => { film.preload = 'auto'; film.textTracks[0].mode = 'showing';"
        " film.onloadedmetadata = () => { film.currentTime = 1.5; }; film.onseeked = () => done(film.currentTime);"
        " setTimeout(() => done(-1), 8000); film.load(); })"
    )
    cues = film.evaluate("film => film.textTracks[0].cues.length")
    assert (seen.errors, seen.strangers) == ([], [])
    assert at == 1.5
    assert cues == 1
