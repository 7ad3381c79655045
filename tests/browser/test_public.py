"""The public pages in a browser: at both widths and in both schemes, and under attack."""

from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page

from manyvoices.core import clock
from manyvoices.federation.models import Note
from manyvoices.web.public.tests.rows import a_post
from tests.browser.conftest import PageAt
from tests.browser.northlight import fill
from tests.browser.watching import watch

OVERFLOW = "document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth"


def places() -> dict[str, int]:
    """Every public page with the status it answers."""
    note = Note.objects.get(voice__handle="bo")
    warned = Note.objects.exclude(content_warning="").get()
    assert note.voice is not None
    gone = a_post(note.voice, "", deleted_at=clock.now())
    paths = {urlsplit(shown.url).path: 200 for shown in (note, warned)}
    return {
        "/": 200,
        "/@bo": 200,
        **paths,
        "/imprint/": 200,
        "/contact/": 200,
        "/nothing": 404,
        urlsplit(gone.url).path: 410,
    }


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_public_page_is_accessible_quiet_and_fits(
    live_server_url: str, page_at: PageAt, assert_accessible: Callable[[Page], None], scheme: str
) -> None:
    fill()
    page = page_at(1280, scheme)
    seen = watch(page, live_server_url)
    for path, status in places().items():
        answer = page.goto(live_server_url + path)
        assert answer is not None
        assert answer.status == status, path
        for width in (390, 1280):
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate(OVERFLOW) <= 0, (path, width)
            assert_accessible(page)
        assert page.evaluate("window.broken") == []
    assert seen.errors == []
    assert seen.strangers == []
    assert page.context.cookies() == []
