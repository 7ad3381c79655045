"""The media library: offered, found, used, changed and taken out; and never what nobody offered."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from manyvoices.core import clock
from manyvoices.core.ids import new_id
from manyvoices.media.models import File
from manyvoices.media.tests.films import small_png
from manyvoices.people.models import Person, Unit
from manyvoices.publishing.models import Attachment, Delivery, MediaItem
from manyvoices.web.publishing.tests.writing import draft_by, filled, signed_in
from tests.cast import Cast
from tests.cast import person as somebody

RIGHTS = {
    "source": "agency",
    "credit": "Jo Lens",
    "licence": "CC BY 4.0",
    "release": "given",
    "people_shown": "",
}


def file_row(**fields: Any) -> File:
    made = {
        "mime": "image/png",
        "sha256": "0" * 64,
        "size": 1,
        "width": 4,
        "height": 3,
        "made_at": clock.now(),
    }
    return File.objects.create(name=f"{new_id():032x}.png", **(made | fields))


def item(unit: Unit, by: Person, title: str = "Brakes", **fields: Any) -> MediaItem:
    words = {"alt": "Two pads", "tags": ["brakes"], "added_at": clock.now()}
    return MediaItem.objects.create(file=file_row(**fields), unit=unit, title=title, added_by=by, **words)


def page(client: Client, query: str = "") -> str:
    return client.get(reverse("media-library") + query).content.decode()


def test_a_picture_is_offered_found_and_used(cast: Cast) -> None:
    client = signed_in(cast.bo)
    form = {
        **RIGHTS,
        "title": "Quiet  brakes",
        "alt": "Two pads",
        "tags": "Brakes, night, brakes",
        "unit": cast.bo.unit_id,
    }
    upload = SimpleUploadedFile("c.html", small_png(), content_type="text/html")
    added = client.post(reverse("media-add"), {**form, "file": upload})
    kept = MediaItem.objects.get()
    assert added["Location"] == reverse("media-item", args=[kept.pk])
    assert (kept.title, kept.tags, kept.file.credit) == ("Quiet brakes", ["brakes", "night"], "Jo Lens")
    assert "Quiet brakes" in page(client, "?words=quiet+lens&tag=night&kind=picture&state=usable")
    assert "Quiet brakes" not in page(client, "?kind=film")
    draft = draft_by(cast.bo, cast.bo_voice)
    for _again in range(2):
        used = client.post(reverse("media-use", args=[kept.pk]), {"post": draft.pk})
    assert used["Location"] == reverse("draft", args=[draft.pk])
    assert [one.alt for one in draft.attachments.all()] == ["Two pads"]
    panel = filled(cast.bo_voice, revision=draft.revision, **{"library-use": str(kept.pk)})
    client.post(reverse("draft", args=[draft.pk]), panel)
    assert draft.attachments.count() == 1


def test_what_nobody_offered_and_what_others_offered_elsewhere_is_not_there(cast: Cast) -> None:
    private = Attachment.objects.create(post=draft_by(cast.bo, cast.bo_voice), file=file_row(), alt="Mine")
    theirs = item(cast.elsewhere, cast.eve, "Elsewhere")
    client = signed_in(somebody("Gil", cast.operations))
    assert "Elsewhere" not in page(client)
    assert "Mine" not in page(client)
    for name in ("media-use", "media-retire"):
        assert client.post(reverse(name, args=[theirs.pk])).status_code == 404
    assert client.get(reverse("media-item", args=[theirs.pk])).status_code == 404
    assert client.get(f"{reverse('media-add')}?attachment={private.pk}").status_code == 404
    assert client.get(f"{reverse('media-add')}?attachment=x").status_code == 404


# promise H4
def test_what_is_no_picture_is_refused_with_a_sentence(cast: Cast) -> None:
    form = {**RIGHTS, "title": "Page", "unit": cast.bo.unit_id}
    for content in (b"<svg onload=alert(1)>", b"<html>", b"\0\0\0\x18ftypisom" + b"x" * 99):
        upload = SimpleUploadedFile("a.png", content, content_type="image/png")
        answer = signed_in(cast.bo).post(reverse("media-add"), {**form, "file": upload})
        assert answer.status_code == 422
        assert "choose" in answer.content.decode().lower()
    assert not File.objects.exists()


def test_rights_that_end_stop_the_post_before_it_is_released(cast: Cast) -> None:
    today = timezone.localdate()
    over = item(cast.bo.unit, cast.bo, "Over", expires_on=today - timedelta(days=2))
    client, draft = signed_in(cast.bo), draft_by(cast.bo, cast.bo_voice)
    client.post(reverse("media-use", args=[over.pk]), {"post": draft.pk})
    assert not draft.attachments.exists()
    ending = item(cast.bo.unit, cast.bo, "Ending", expires_on=today + timedelta(days=3))
    client.post(reverse("media-use", args=[ending.pk]), {"post": draft.pk})
    late = (today + timedelta(days=9)).isoformat()
    form = filled(cast.bo_voice, date=late, time="10:00", schedule="1", reminded="1", revision=draft.revision)
    answer = client.post(reverse("draft", args=[draft.pk]), form)
    assert answer.status_code == 422
    assert "rights to a picture" in answer.content.decode()
    assert not Delivery.objects.exists()
    draft.refresh_from_db()
    soon = filled(cast.bo_voice, publish="1", reminded="1", revision=draft.revision)
    assert client.post(reverse("draft", args=[draft.pk]), soon).status_code == 302
    assert Delivery.objects.count() == 1
    shown = [page(client, f"?state={state}") for state in ("expired", "ending", "usable")]
    assert ["Over" in one for one in shown] == [True, False, False]


def test_who_added_it_changes_it_and_takes_it_out(cast: Cast) -> None:
    kept = item(cast.bo.unit, cast.bo)
    client = signed_in(cast.bo)
    form = {**RIGHTS, "title": "Pads", "alt": "", "tags": ""}
    assert client.post(reverse("media-item", args=[kept.pk]), form).status_code == 302
    kept.refresh_from_db()
    assert (kept.title, kept.file.licence) == ("Pads", "CC BY 4.0")
    stranger = signed_in(somebody("Gil", cast.bo.unit))
    assert stranger.post(reverse("media-item", args=[kept.pk]), form).status_code == 403
    assert stranger.post(reverse("media-retire", args=[kept.pk])).status_code == 403
    assert client.post(reverse("media-retire", args=[kept.pk])).status_code == 302
    assert client.post(reverse("media-retire", args=[kept.pk])).status_code == 404
    assert "Pads" not in page(client)


def test_the_page_takes_the_same_number_of_queries(cast: Cast, django_assert_max_num_queries: Any) -> None:
    client = signed_in(cast.bo)
    for _number in range(30):
        item(cast.bo.unit, cast.bo)
    page(client)
    with django_assert_max_num_queries(30) as asked:
        page(client)
    MediaItem.objects.filter(pk__in=MediaItem.objects.values("pk")[2:]).update(retired_at=clock.now())
    with django_assert_max_num_queries(len(asked)):
        page(client)


@pytest.mark.parametrize("query", ["?page=x", "?tag=%00&state=%22&kind=1", "?words=%22%22((", "?post=-1"])
def test_odd_addresses_are_answered(cast: Cast, query: str) -> None:
    assert signed_in(cast.bo).get(reverse("media-library") + query).status_code == 200
