import json
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from manyvoices.core import clock
from manyvoices.federation.models import Block
from manyvoices.federation.rendering import document
from manyvoices.federation.rendering.actor import actor
from manyvoices.federation.signatures import sign
from manyvoices.federation.tests.neighbours import local_config, pair, stranger, with_key
from manyvoices.voices.models import Voice
from tests.cast import Cast

HERE = "https://voices.example"


def get(path: str, accept: str = "application/activity+json", **headers: str) -> Any:
    return Client().get(path, headers={"accept": accept, "host": "voices.example", **headers})


def signed(path: str, key_id: str, pem: str | None = None) -> dict[str, str]:
    return sign(
        method="GET",
        url=f"{HERE}{path}",
        body=b"",
        key_id=key_id,
        private_key_pem=pem or pair().private_pem,
        now=clock.now(),
    )


def path_of(voice: Voice) -> str:
    return f"/actors/{voice.pk}"


@pytest.mark.parametrize(
    "accept",
    [
        "application/activity+json",
        'application/ld+json; profile="https://www.w3.org/ns/activitystreams"',
        "*/*",
        "application/json",
    ],
)
def test_the_actor_is_served(cast: Cast, accept: str) -> None:
    answer = get(path_of(with_key(cast.bo_voice)), accept)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/activity+json"
    assert answer.json() == json.loads(json.dumps(document(actor(cast.bo_voice))))
    assert {"Accept", "Signature"} <= set(answer["Vary"].split(", "))


def test_a_browser_is_sent_to_the_page(cast: Cast) -> None:
    answer = get(path_of(with_key(cast.bo_voice)), "text/html,*/*;q=0.8")
    assert (answer.status_code, answer["Location"]) == (302, f"{HERE}/@bo")


def test_who_has_the_document_already_is_told_so(cast: Cast) -> None:
    path = path_of(with_key(cast.bo_voice))
    tag = get(path)["ETag"]
    assert get(path, **{"if-none-match": tag}).status_code == 304
    Voice.objects.filter(pk=cast.bo_voice.pk).update(name="Bo B.")
    assert get(path, **{"if-none-match": tag}).status_code == 200


def test_a_voice_without_a_key_is_no_actor_yet(cast: Cast) -> None:
    assert get(path_of(cast.bo_voice)).status_code == 404


def test_a_voice_of_a_drill_is_no_actor(cast: Cast) -> None:
    Voice.objects.filter(pk=with_key(cast.bo_voice).pk).update(world="drill")
    assert get(path_of(cast.bo_voice)).status_code == 404


def test_a_closed_voice_leaves_a_tombstone(cast: Cast) -> None:
    Voice.objects.filter(pk=with_key(cast.bo_voice).pk).update(closed_at=clock.now())
    answer = get(path_of(cast.bo_voice))
    assert (answer.status_code, answer.json()["type"]) == (410, "Tombstone")


@pytest.mark.django_db
@pytest.mark.parametrize("number", ["1", "9223372036854775807", "99999999999999999999999"])
def test_no_such_voice(number: str) -> None:
    assert get(f"/actors/{number}").status_code == 404


def test_a_get_writes_nothing_and_a_post_is_refused(cast: Cast) -> None:
    path = path_of(with_key(cast.bo_voice))
    assert Client().post(path, headers={"host": "voices.example"}).status_code == 405


def test_off_says_so(cast: Cast, settings: Settings) -> None:
    path = path_of(with_key(cast.bo_voice))
    settings.CONFIG = local_config()
    answer = get(path)
    assert answer.status_code == 404
    assert "MANYVOICES_BASE_URL" in answer.content.decode()


# promise G12
def test_who_is_blocked_is_told_nothing(cast: Cast) -> None:
    path, lena = path_of(with_key(cast.bo_voice)), stranger()
    assert get(path, **signed(path, lena.key_id)).status_code == 200
    Block.objects.create(actor=lena, because="rude", placed_by=cast.ada, placed_at=clock.now())
    assert get(path, **signed(path, lena.key_id)).status_code == 404
    assert get(path).status_code == 200


def test_an_unknown_key_or_a_wrong_signature_counts_as_nobody(cast: Cast) -> None:
    path, lena = path_of(with_key(cast.bo_voice)), stranger()
    Block.objects.create(actor=lena, because="rude", placed_by=cast.ada, placed_at=clock.now())
    assert get(path, **signed(path, "https://new.example/users/x#main-key")).status_code == 200
    assert get(path, **signed("/actors/1", lena.key_id)).status_code == 200
    assert get(path, signature="nonsense").status_code == 200
