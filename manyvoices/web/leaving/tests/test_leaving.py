"""Leaving through the front door."""

import io
import json
import zipfile

import pytest
from django.test import Client

from manyvoices.core import clock
from manyvoices.core.models import AuditRow
from manyvoices.federation.models import Move
from manyvoices.federation.tests.neighbours import say
from manyvoices.people.models import Person
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def signed_in(who: Person) -> Client:
    client = Client()
    client.force_login(who)
    return client


def test_one_names_the_new_account_sees_it_and_may_stay(cast: Cast) -> None:
    bo, path = signed_in(cast.bo), f"/voices/{cast.bo_voice.pk}/leave"
    assert f'href="{path}"' in bo.get(f"/voices/{cast.bo_voice.pk}").content.decode()
    assert f'href="{path}"' not in signed_in(cast.ada).get(f"/voices/{cast.bo_voice.pk}").content.decode()
    assert bo.post(path, {"target": "nowhere"}).status_code == 422
    assert bo.post(path, {"target": "@bo@social.example"}).status_code == 302
    assert "The other side is being asked" in bo.get(path).content.decode()
    Move.objects.update(checked_at=clock.now(), due_at=None, target_name="@bo@social.example")
    assert "Both accounts name each other" in bo.get(path).content.decode()
    assert bo.post(f"{path}/confirm").status_code == 302
    assert "Your followers are being told" in bo.get(path).content.decode()
    assert bo.post(f"{path}/cancel").status_code == 302
    assert Move.objects.get().cancelled_at
    assert bo.post(f"{path}/confirm").status_code == 404


# promise I1
@pytest.mark.parametrize("name", ["ada", "dan", "eve"])
def test_nobody_else_moves_a_persons_voice(cast: Cast, name: str) -> None:
    path = f"/voices/{cast.bo_voice.pk}/leave"
    other = signed_in(getattr(cast, name))
    for answer in (
        other.get(path),
        other.post(path, {"target": "@x@social.example"}),
        other.post(f"{path}/confirm"),
    ):
        assert answer.status_code == 404
    assert not Move.objects.exists()


def test_what_was_said_is_taken_along_with_its_dates(cast: Cast) -> None:
    note = say(cast.bo_voice, text='=HYPERLINK("https://evil.example")')
    say(cast.ada_voice, key="2", text="Not his")
    answer = signed_in(cast.bo).post(f"/voices/{cast.bo_voice.pk}/archive")
    packed = zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))  # type: ignore[attr-defined]
    table = packed.read("posts.csv").decode()
    assert note.published_at.strftime("%Y-%m-%dT%H:%M") in table
    assert "'=HYPERLINK" in table
    outbox = json.loads(packed.read("outbox.json"))
    assert [one["object"]["id"] for one in outbox["orderedItems"]] == [note.uri]
    assert AuditRow.objects.filter(verb="export_voice").count() == 1


# promise I1
def test_nobody_takes_what_somebody_else_said(cast: Cast) -> None:
    assert signed_in(cast.ada).post(f"/voices/{cast.bo_voice.pk}/archive").status_code == 403
    assert signed_in(cast.eve).post(f"/voices/{cast.bo_voice.pk}/archive").status_code == 404
    assert signed_in(cast.bo).get(f"/voices/{cast.bo_voice.pk}/archive").status_code == 405
