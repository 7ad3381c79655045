"""Saving in the background: a draft is started once, and a conflict brings the other words along."""

from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from manyvoices.publishing.models import Attachment, Post, Variant
from manyvoices.web.publishing.composer import reserve
from manyvoices.web.publishing.tests.writing import draft_by, filled, released_by, signed_in
from tests.cast import Cast


def picture(name: str = "snow.png") -> SimpleUploadedFile:
    """A small picture as a browser uploads it."""
    kept = BytesIO()
    Image.new("RGB", (40, 30), "red").save(kept, "PNG")
    return SimpleUploadedFile(name, kept.getvalue(), "image/png")


def test_a_reserved_draft_is_started_once_and_then_saved(cast: Cast) -> None:
    client, token = signed_in(cast.bo), reserve(cast.bo)
    first = client.post(reverse("autosave-new"), {**filled(cast.bo_voice, "Snow"), "reserved": token})
    post = Post.objects.get()
    said = first.json()
    assert said["revision"] == 2
    assert said["url"] == reverse("draft", args=[post.pk])
    again = client.post(said["autosave"], filled(cast.bo_voice, "Snow falls", revision=2))
    assert again.json()["revision"] == 3
    assert Variant.objects.get().text == "Snow falls"
    late = client.post(reverse("autosave-new"), {**filled(cast.bo_voice, "Old"), "reserved": token})
    assert late.status_code == 409
    assert Post.objects.count() == 1


def test_a_conflict_brings_the_other_words_along_and_changes_nothing(cast: Cast) -> None:
    draft, client = draft_by(cast.bo, cast.bo_voice, "newer"), signed_in(cast.bo)
    Post.objects.filter(pk=draft.pk).update(revision=7)
    answer = client.post(reverse("draft-autosave", args=[draft.pk]), filled(cast.bo_voice, "older"))
    said = answer.json()
    assert answer.status_code == 409
    assert (said["text"], said["revision"], said["released"]) == ("newer", 7, False)
    assert Variant.objects.get().text == "newer"


def test_a_released_post_takes_no_more_saves(cast: Cast) -> None:
    post = released_by(cast.bo, cast.bo_voice, "Released words")
    answer = signed_in(cast.bo).post(
        reverse("draft-autosave", args=[post.pk]), filled(cast.bo_voice, "Too late", revision=post.revision)
    )
    assert answer.status_code == 409
    assert answer.json()["released"] is True
    assert Variant.objects.get().text == "Released words"


def test_what_cannot_be_saved_is_said(cast: Cast) -> None:
    draft, client = draft_by(cast.bo, cast.bo_voice), signed_in(cast.bo)
    address = reverse("draft-autosave", args=[draft.pk])
    for wrong in ({"text": "x" * 60_001}, {"language": "xx-nowhere"}, {"revision": "?"}, {"kind": "crisis"}):
        answer = client.post(address, {**filled(cast.bo_voice), **wrong})
        assert answer.status_code == 422, wrong
        assert answer.json()["sentence"]
    assert client.get(address).status_code == 405
    assert Client().post(address, filled(cast.bo_voice)).status_code == 302
    assert Variant.objects.get().text == "A draft"


def test_pictures_come_with_the_form_and_leave_with_it(cast: Cast) -> None:
    draft, client = draft_by(cast.bo, cast.bo_voice), signed_in(cast.bo)
    address = reverse("draft", args=[draft.pk])
    two = {"pictures": [picture(), picture("rails.png")], "attach": "1"}
    assert client.post(address, {**filled(cast.bo_voice), **two})["Location"] == address
    first = Attachment.objects.first()
    assert first is not None
    assert Attachment.objects.count() == 2
    shown = client.get(first.file.url)
    assert shown.status_code == 200
    assert b"".join(shown)
    client.post(address, filled(cast.bo_voice, revision=2, detach=str(first.pk)))
    assert Attachment.objects.count() == 1


def test_a_bad_picture_costs_no_sentence(cast: Cast) -> None:
    draft = draft_by(cast.bo, cast.bo_voice)
    bad = SimpleUploadedFile("snow.png", b"not a picture", "image/png")
    form = {**filled(cast.bo_voice, "Kept words"), "pictures": bad, "attach": "1"}
    answer = signed_in(cast.bo).post(reverse("draft", args=[draft.pk]), form)
    assert answer.status_code == 422
    assert "Kept words" in answer.content.decode()
    assert Attachment.objects.count() == 0
    assert Variant.objects.get().text == "Kept words"


def test_the_preview_escapes_saves_nothing_and_shows_own_pictures_alone(cast: Cast) -> None:
    draft = draft_by(cast.bo, cast.bo_voice)
    client = signed_in(cast.bo)
    client.post(
        reverse("draft", args=[draft.pk]), {**filled(cast.bo_voice), "pictures": picture(), "attach": "1"}
    )
    asked = {"text": "<script>x</script> & https://a.example", "voice": cast.bo_voice.pk, "post": draft.pk}
    mine = client.post(reverse("preview"), asked).content.decode()
    assert "&lt;script&gt;" in mine
    assert 'href="https://a.example"' in mine
    assert "/media/" in mine
    theirs = signed_in(cast.ada).post(reverse("preview"), asked).content.decode()
    assert "/media/" not in theirs
    assert Variant.objects.get().text == "Hello"
