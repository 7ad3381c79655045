"""The page of what arrived on the practice network, at two widths and in both schemes."""

import asyncio
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect

from manyvoices.core import clock
from manyvoices.media.actions.keep_picture import keep_picture
from manyvoices.media.pictures import prepare
from manyvoices.networks.sandbox.arrived import FILE
from manyvoices.networks.sandbox.connect import account
from manyvoices.networks.sandbox.posts import Posts
from manyvoices.voices.models import Channel, Voice
from tests.browser.conftest import PageAt
from tests.browser.desk import drawing, signed_in
from tests.browser.sizes import overflow
from tests.cast import Cast, make_cast

LOOKS = [(390, "light"), (390, "dark"), (1280, "light"), (1280, "dark")]
SHOTS = os.environ.get("MANYVOICES_TEST_SHOTS", "")


def practising() -> Cast:
    """Bo practises on a network that has a bad day, the brand on one that accepts."""
    cast = make_cast()
    _connect(cast.bo_voice, "moody")
    _connect(cast.brand_voice, "accept")
    file = keep_picture(actor=cast.bo, picture=prepare(drawing()))
    picture = {"url": settings.CONFIG.public_url + file.url, "alt": "Snow on a wide plateau at sunrise."}
    brand = f"{cast.brand_voice.handle}@sandbox"
    network = Posts(settings.CONFIG.data_dir / FILE)

    async def arrive() -> None:
        for _ in range(2):
            await network.add(
                "bo@sandbox", {"text": "Is the 7:12 really gone?", "key": "twice", "language": "en"}
            )
        taken = await network.add(brand, {"text": "Two for the price of one, today only.", "key": "offer"})
        await network.remove(brand, taken)
        first = await network.add(
            "bo@sandbox",
            {
                "text": "How a battery train gets through a night at −19 °C. It is less about the battery than you think.",
                "key": "1",
                "language": "en",
                "content_warning": "Long and technical",
                "media": [picture],
            },
        )
        await network.add(
            "bo@sandbox",
            {"text": "The doors freeze first.\n\nSo we warm them first.", "key": "2", "reply_to": first},
        )

    with ThreadPoolExecutor(1) as apart:  # the browser's own event loop runs in this thread
        apart.submit(asyncio.run, arrive()).result()
    return cast


def _connect(voice: Voice, behaviour: str) -> None:
    address = f"{voice.handle}@sandbox"
    token, options = account(settings.SECRET_KEY, address, behaviour)
    Channel.objects.create(
        voice=voice,
        network="sandbox",
        address=address,
        secret=token,
        options=options,
        connected_at=clock.now(),
    )


@pytest.mark.long
@pytest.mark.django_db(transaction=True)
def test_what_arrived_can_be_read_everywhere(
    page_at: PageAt, live_server_url: str, assert_accessible: Callable[[Page], None], tmp_path: Path
) -> None:
    (settings.CONFIG.data_dir / FILE).unlink(missing_ok=True)
    cast = practising()
    for width, scheme in LOOKS:
        page = signed_in(page_at(width, scheme), live_server_url, cast.ada)
        page.goto(f"{live_server_url}/practice")
        expect(page.get_by_text("A thread of 2 parts")).to_be_visible()
        expect(page.get_by_text("It arrived 2 times").first).to_be_visible()
        assert overflow(page) <= 0
        assert_accessible(page)
        page.screenshot(path=str(Path(SHOTS or tmp_path) / f"practice-{width}-{scheme}.png"), full_page=True)
        page.get_by_role("link", name="Change").first.click()
        expect(page.get_by_label("What should it do with your posts?")).to_be_visible()
