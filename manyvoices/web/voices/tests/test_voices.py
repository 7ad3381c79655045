"""Voices through the front door."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from manyvoices.people.models import Person, RoleName
from manyvoices.voices.models import Channel, Speaker, Voice
from manyvoices.web.people.tests.test_people import queries_for, signed_in
from tests.cast import Cast, role, voice

DAN = {"handle": "dan", "name": "Dan", "role_line": "Driver", "bio": "", "language": "en"}
BO = {"handle": "bo", "name": "Bo", "role_line": "", "bio": "Trains.", "language": "en"}


def a_picture() -> SimpleUploadedFile:
    drawn = BytesIO()
    Image.new("RGB", (60, 40), "#1f5c57").save(drawn, "PNG")
    return SimpleUploadedFile("me.png", drawn.getvalue(), content_type="image/png")


def test_somebody_new_makes_their_own_voice_with_a_picture(cast: Cast) -> None:
    client = signed_in(cast.dan)
    assert "/voices/new" in client.get("/voices").content.decode()
    assert client.get("/voices/new").context["form"].initial["handle"] == "dan"
    answer = client.post("/voices/new", {**DAN, "language": "nb", "agree": "on", "picture": a_picture()})
    assert answer.status_code == 302
    made = Voice.objects.get(person=cast.dan)
    assert (made.language, signed_in(cast.dan).get("/@dan").status_code) == ("nb", 200)
    assert made.picture is not None
    assert (made.picture.width, made.picture.height) == (400, 400)
    assert client.get("/voices/new").status_code == 403


def test_without_the_yes_no_voice_and_the_words_stay(cast: Cast) -> None:
    answer = signed_in(cast.dan).post("/voices/new", DAN)
    assert answer.status_code == 422
    assert answer.context["form"].errors.keys() == {"agree"}
    assert 'value="Driver"' in answer.content.decode()
    assert not Voice.objects.filter(person=cast.dan).exists()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("handle", "bo"),
        ("handle", "admin"),
        ("language", "xx"),
        ("picture", SimpleUploadedFile("x.svg", b"<svg onload=alert(1)>")),
    ],
)
def test_what_cannot_be_used_is_said_beside_its_field(cast: Cast, field: str, value: object) -> None:
    answer = signed_in(cast.dan).post("/voices/new", {**DAN, "agree": "on", field: value})
    assert answer.context["form"].errors.keys() == {field}


# promise I14
def test_an_own_voice_is_seen_by_its_lead_and_changed_by_nobody_else(cast: Cast) -> None:
    path = f"/voices/{cast.bo_voice.pk}"
    ada = signed_in(cast.ada)
    page = ada.get(path).content.decode()
    assert "<textarea" not in page
    assert ada.post(path, {**BO, "name": "Ada was here"}).status_code == 403
    for verb in ("rest", "wake", "channels", f"channels/{cast.bo_voice.channels.get().pk}/close"):
        assert (
            ada.post(f"{path}/{verb}", {"practice": "sandbox accept", "agree": "yes"}).status_code == 403
        ), verb
    assert ada.get(f"{path}/speakers").status_code == 404
    cast.bo_voice.refresh_from_db()
    assert (cast.bo_voice.name, cast.bo_voice.resting_since) == ("Bo", None)


# promise I1
@pytest.mark.parametrize("name", ["dan", "eve"])
def test_outsiders_find_no_voice_and_no_shared_form(cast: Cast, name: str) -> None:
    client = signed_in(getattr(cast, name))
    for shown in (cast.bo_voice, cast.brand_voice):
        path = f"/voices/{shown.pk}"
        assert client.get(path).status_code == 404
        assert client.post(path, BO).status_code == 404
        for verb in ("rest", "wake", "channels", "channels/1/close", "speakers", "speakers/1/close"):
            assert client.post(f"{path}/{verb}").status_code == 404, verb
    assert client.get("/voices/new?shared").status_code == 403
    assert (
        client.post("/voices/new?shared", {**DAN, "kind": "brand", "unit": cast.root.pk}).status_code == 403
    )


# promise I3
def test_a_form_that_was_tampered_with_makes_no_voice_for_another(cast: Cast) -> None:
    signed_in(cast.dan).post(
        "/voices/new", {**DAN, "agree": "on", "person": cast.eve.pk, "kind": "brand", "unit": cast.root.pk}
    )
    made = Voice.objects.get(handle="dan")
    assert (made.person, made.kind, made.unit) == (cast.dan, "person", cast.operations)


def test_its_person_edits_rests_wakes_and_practises(cast: Cast) -> None:
    client, path = signed_in(cast.bo), f"/voices/{cast.bo_voice.pk}"
    assert client.post(path, {**BO, "picture": a_picture()}).status_code == 302
    assert client.post(path, {**BO, "drop_picture": "on"}).status_code == 302
    cast.bo_voice.refresh_from_db()
    assert (cast.bo_voice.bio, cast.bo_voice.picture) == ("Trains.", None)
    client.post(f"{path}/rest")
    cast.bo_voice.refresh_from_db()
    assert cast.bo_voice.resting_since is not None
    assert "This voice rests" in client.get(path).content.decode()
    client.post(f"{path}/wake")
    client.post(f"{path}/channels", {"practice": "sandbox accept"})
    assert not Channel.objects.filter(network="sandbox").exists()
    client.post(f"{path}/channels", {"practice": "sandbox accept", "agree": "yes"})
    practice = Channel.objects.get(network="sandbox")
    client.post(f"{path}/channels/{practice.pk}/close")
    practice.refresh_from_db()
    assert practice.state == "closed"


def test_an_editor_makes_a_shared_voice_and_opens_it(cast: Cast) -> None:
    role(cast.cleo, RoleName.EDITOR, cast.operations)
    client = signed_in(cast.cleo)
    shared = {**DAN, "handle": "ops", "name": "Ops", "kind": "department", "unit": cast.operations.pk}
    assert client.post("/voices/new?shared", {**shared, "unit": cast.root.pk}).status_code == 422
    assert client.post("/voices/new?shared", shared).status_code == 302
    made = Voice.objects.get(handle="ops")
    path = f"/voices/{made.pk}/speakers"
    assert client.post(path, {"person": cast.eve.pk, "because": "x"}).status_code == 422
    assert client.post(path, {"person": cast.dan.pk, "because": "on call"}).status_code == 302
    dans = Speaker.objects.get(voice=made, person=cast.dan)
    assert "Ops" in signed_in(cast.dan).get("/voices").content.decode()
    assert client.post(f"{path}/{dans.pk}/close").status_code == 302
    assert Speaker.objects.get(pk=dans.pk).ended_by == cast.cleo


# promise K1
def test_the_list_asks_as_often_for_thirty_voices_as_for_three(cast: Cast) -> None:
    client = signed_in(cast.ada)
    client.get("/voices")
    few = queries_for(client, "/voices")
    for number in range(30):
        made = voice(f"v{number}", f"V{number}", kind="group", unit=cast.operations, brand=cast.brand)
        Speaker.objects.create(voice=made, person=cast.bo, because="x", since=made.made_at)
    assert queries_for(client, "/voices") == few


# promise I8
def test_every_change_needs_the_token_of_the_form(cast: Cast) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(cast.bo)
    for path in (f"/voices/{cast.bo_voice.pk}", f"/voices/{cast.bo_voice.pk}/rest", "/voices/new", "/me"):
        assert strict.post(path, BO).status_code == 403, path


def test_a_voice_that_is_seen_by_its_speaker_is_not_edited_by_them(cast: Cast) -> None:
    Speaker.objects.create(
        voice=cast.brand_voice, person=cast.dan, because="on call", since=cast.brand_voice.made_at
    )
    client, path = signed_in(cast.dan), f"/voices/{cast.brand_voice.pk}"
    assert client.get(path).status_code == 200
    assert client.post(path, BO).status_code == 403
    assert client.get(f"{path}/speakers").status_code == 403


def test_the_page_of_a_person_without_any_voice_says_what_to_do(cast: Cast) -> None:
    eve: Person = cast.eve
    assert "No voice yet" in signed_in(eve).get("/voices").content.decode()
