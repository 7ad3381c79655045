"""Looking after a voice on a phone: one tap, seen in public at once; and every page of it fits and is accessible."""

from collections.abc import Callable
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client
from PIL import Image
from playwright.sync_api import Page

from manyvoices.core import clock
from manyvoices.federation.models import Note
from manyvoices.media.models import File
from manyvoices.people.models import Topic
from manyvoices.voices.models import ProfileField, Voice
from tests.browser.conftest import PageAt
from tests.browser.northlight import fill
from tests.browser.sizes import overflow
from tests.browser.watching import watch


def with_a_profile(voice: Voice) -> None:
    """Everything a profile can hold."""
    now, drawn = clock.now(), BytesIO()
    Image.linear_gradient("L").rotate(90).resize((1600, 400)).convert("RGB").save(drawn, "JPEG")
    name = default_storage.save("f" * 32 + ".jpg", ContentFile(drawn.getvalue()))
    voice.header = File.objects.create(
        name=name, mime="image/jpeg", sha256="0" * 64, size=1, width=1600, height=400, made_at=now
    )
    voice.languages, voice.time_zone = ["de", "nb"], "Europe/Vienna"
    voice.response_hours = {day: [["08:00", "16:30"]] for day in ("mon", "tue", "wed", "thu", "fri")}
    voice.save()
    voice.topics.set(
        Topic.objects.create(name=name, tag=name.lower().replace(" ", "_"), made_at=now)
        for name in ("Winter traffic", "Snow ploughs")
    )
    lines = (
        ("Website", "https://bo.example/cab-window", now),
        ("Podcast", "https://podcasts.example/coast-line", None),
        ("Depot", "Northhaven, track 4", None),
    )
    for place, (label, value, verified) in enumerate(lines, start=1):
        ProfileField.objects.create(
            voice=voice, position=place, name=label, value=value, verified_at=verified, checked_at=now
        )
    Note.objects.filter(voice=voice, content_warning="").update(pinned_at=now)


def as_bo(page: Page, origin: str) -> Voice:
    """Bo's voice, with Bo signed in on this page."""
    voice = Voice.objects.get(handle="bo")
    assert voice.person is not None
    client = Client()
    client.force_login(voice.person)
    page.context.add_cookies(
        [{"name": name, "value": one.value, "url": origin} for name, one in client.cookies.items()]
    )
    return voice


@pytest.mark.django_db(transaction=True)
def test_one_tap_hides_a_voice_from_everybody(live_server_url: str, page_at: PageAt) -> None:
    fill()
    page = page_at(390, "light")
    seen = watch(page, live_server_url)
    as_bo(page, live_server_url)
    page.goto(f"{live_server_url}/me")
    page.get_by_role("button", name="Hide the voice").click()
    page.get_by_role("button", name="Show again").wait_for()
    page.goto(f"{live_server_url}/@bo")
    assert page.get_by_role("heading", name="taking a break").is_visible()
    page.goto(f"{live_server_url}/me")
    page.get_by_role("button", name="Show again").click()
    page.get_by_role("button", name="Hide the voice").wait_for()
    page.goto(f"{live_server_url}/@bo")
    page.reload()  # public pages are kept by caches for a minute
    assert page.get_by_role("heading", name="Posts").is_visible()
    assert (seen.errors, seen.strangers) == ([], [])


@pytest.mark.long
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_of_a_voice_is_accessible_and_fits(
    live_server_url: str, page_at: PageAt, assert_accessible: Callable[[Page], None], scheme: str
) -> None:
    fill()
    page = page_at(1280, scheme)
    seen = watch(page, live_server_url)
    voice = as_bo(page, live_server_url)
    with_a_profile(voice)
    own = f"/voices/{voice.pk}"
    rest = ("profile", "pins", "replies", "hand-over?q=a")
    for path in ("/@bo", "/voices?state=active", own, *(f"{own}/{part}" for part in rest)):
        page.goto(live_server_url + path)
        for width in (390, 1280):
            page.set_viewport_size({"width": width, "height": 900})
            assert overflow(page) <= 0, (path, width)
            assert_accessible(page)
    assert (seen.errors, seen.strangers) == ([], [])
