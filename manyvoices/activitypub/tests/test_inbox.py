"""The inbox refuses, through the front door, with real signatures; whatever it refuses leaves no row behind."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import OperationalError
from pytest_django import Settings

from manyvoices.core import clock
from manyvoices.federation.actions import put_aside, take_in
from manyvoices.federation.actions.ensure_key import ensure_key
from manyvoices.federation.models import Block, MissedKey, Received, RemoteActor, SeenSignature, Unverified
from manyvoices.federation.signatures import cavage
from manyvoices.federation.signatures.digest import digest
from manyvoices.federation.tests.strangers import AS2, Stranger, deliver, pair
from manyvoices.federation.uris import absolute
from manyvoices.federation.waiting import request_of
from tests.cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.urls("manyvoices.activitypub.urls")]

LENA = Stranger()
MALLORY = Stranger("mallory", "evil.example", "mallory")


@pytest.fixture
def lena() -> Stranger:
    """Lena, whose key we know."""
    LENA.met()
    return LENA


def like(who: Stranger, **more: Any) -> dict[str, Any]:
    return who.says("Like", absolute("/notes/1"), **more)


def kept() -> int:
    return Received.objects.count() + Unverified.objects.count() + SeenSignature.objects.count()


@pytest.mark.parametrize("scheme", ["cavage", "rfc9421"])
def test_a_signed_activity_is_taken_once(lena: Stranger, scheme: str) -> None:
    said = like(lena)
    assert lena.send(said, scheme=scheme).status_code == 202
    row = Received.objects.get()
    assert (row.activity_id, row.actor_uri, row.type, row.activity) == (said["id"], lena.uri, "Like", said)
    assert row.due_at is not None
    assert SeenSignature.objects.count() == 1


# promise G3
def test_the_same_activity_signed_again_has_no_second_effect(lena: Stranger) -> None:
    said = like(lena)
    assert lena.send(said).status_code == 202
    assert lena.send(said, at=clock.now() - timedelta(minutes=1)).status_code == 202
    assert Received.objects.count() == 1


# promise G3
@pytest.mark.parametrize("scheme", ["cavage", "rfc9421"])
def test_the_same_request_again_is_refused(lena: Stranger, scheme: Any) -> None:
    body = json.dumps(like(lena)).encode()
    headers = lena.headers(body, scheme=scheme)
    assert deliver(body, headers).status_code == 202
    assert deliver(body, headers).status_code == 401
    assert (Received.objects.count(), SeenSignature.objects.count()) == (1, 1)


def test_a_replay_is_refused_even_where_the_activity_was_forgotten(lena: Stranger) -> None:
    """The broken twin of a memory by activity id alone: without the signature's memory this would be 202."""
    body = json.dumps(like(lena)).encode()
    headers = lena.headers(body)
    deliver(body, headers)
    Received.objects.all().delete()
    assert deliver(body, headers).status_code == 401
    assert Received.objects.count() == 0


def with_other_body(headers: dict[str, str], body: bytes) -> tuple[dict[str, str], bytes]:
    return headers, body.replace(b"/notes/1", b"/notes/2")


def without(*names: str) -> Callable[[dict[str, str], bytes], tuple[dict[str, str], bytes]]:
    def drop(headers: dict[str, str], body: bytes) -> tuple[dict[str, str], bytes]:
        return {name: value for name, value in headers.items() if name not in names}, body

    return drop


def not_covering(name: str) -> Callable[[dict[str, str], bytes], tuple[dict[str, str], bytes]]:
    def unlist(headers: dict[str, str], body: bytes) -> tuple[dict[str, str], bytes]:
        return headers | {"Signature": headers["Signature"].replace(f" {name}", "", 1)}, body

    return unlist


# promise G1
@pytest.mark.parametrize(
    "spoil",
    [
        with_other_body,
        without("Signature"),
        without("Digest"),
        without("Date"),
        not_covering("digest"),
        not_covering("host"),
        not_covering("date"),
        lambda headers, body: (headers | {"Signature": "nonsense"}, body),
        lambda headers, body: (headers | {"Host": "elsewhere.example"}, body),
    ],
    ids=["body", "unsigned", "no digest", "no date", "digest", "host", "date", "nonsense", "other host"],
)
def test_what_a_known_key_does_not_vouch_for_is_refused(
    lena: Stranger, spoil: Callable[[dict[str, str], bytes], tuple[dict[str, str], bytes]]
) -> None:
    body = json.dumps(like(lena)).encode()
    headers, body = spoil(lena.headers(body), body)
    assert deliver(body, headers).status_code in {400, 401}
    assert kept() == 0


# promise G1
@pytest.mark.parametrize("minutes", [-61, 6])
@pytest.mark.parametrize("scheme", ["cavage", "rfc9421"])
def test_a_stale_or_future_date_is_refused(lena: Stranger, minutes: int, scheme: str) -> None:
    at = clock.now() + timedelta(minutes=minutes)
    assert lena.send(like(lena), at=at, scheme=scheme).status_code == 401
    assert kept() == 0


# promise G1
def test_a_digest_changed_with_its_body_is_refused(lena: Stranger) -> None:
    RemoteActor.objects.update(fetched_at=clock.now())
    body, forged = json.dumps(like(lena)).encode(), json.dumps(like(lena)).encode()
    assert deliver(forged, lena.headers(body) | {"Digest": digest(forged)}).status_code == 401
    assert kept() == 0


def test_a_verifier_that_does_not_hash_the_body_is_caught(
    lena: Stranger, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The broken twin: without the hash over the raw body, any body rides on an honest signature."""
    body, forged = json.dumps(like(lena)).encode(), json.dumps(like(lena)).encode()
    headers = lena.headers(body)
    assert deliver(forged, headers).status_code == 401
    monkeypatch.setattr(cavage, "refuse_wrong_digest", lambda *_: None)
    assert deliver(forged, headers).status_code == 202


def test_an_inbox_that_does_not_ask_whose_key_it_is_is_caught(
    lena: Stranger, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The broken twin of the forged actors: an honest signature of one speaks for another."""
    forged = like(lena) | {"actor": "https://other.example/users/milo"}
    assert lena.send(forged).status_code == 401
    monkeypatch.setattr(take_in, "same_uri", lambda *_, **__: True)
    assert lena.send(forged).status_code == 202


# promise G2
@pytest.mark.parametrize(
    "forged",
    [
        {"actor": "https://other.example/users/milo"},
        {"actor": MALLORY.uri},
        {"actor": [LENA.uri, MALLORY.uri]},
        {"actor": {"id": MALLORY.uri}},
        {"id": "https://evil.example/activities/1"},
        {"id": "https://other.example.evil.example/activities/1"},
        {"type": "Create", "object": {"id": "https://other.example/n/1", "attributedTo": MALLORY.uri}},
        {"type": "Create", "object": {"id": "https://evil.example/n/1", "attributedTo": LENA.uri}},
        {"type": "Delete", "object": "https://evil.example/n/1"},
        {"type": "Undo", "object": {"id": "https://other.example/l/1", "actor": MALLORY.uri}},
    ],
    ids=lambda value: json.dumps(value)[:50],
)
def test_a_forged_actor_is_refused(lena: Stranger, forged: dict[str, Any]) -> None:
    assert lena.send(like(lena) | forged).status_code in {400, 401}
    assert kept() == 0


# promise G2
@pytest.mark.parametrize(
    "key_id", [MALLORY.key_id, "https://evil.example/key", "lena", "http://other.example/k"]
)
def test_a_key_of_another_host_is_refused_even_unknown(key_id: str) -> None:
    assert LENA.send(like(LENA), key_id=key_id).status_code == 401
    assert kept() == 0


# promise G7
@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"{", 400),
        (b"[]", 400),
        (b'"words"', 400),
        (b'{"id":"https://other.example/1","type":"Like","n":NaN}', 400),
        (b'{"id":"https://other.example/1","type":"Like","actor":"a","actor":"b"}', 400),
        (b'{"a":' * 65 + b"1" + b"}" * 65, 400),
        (b'{"to":[' + b'"x",' * 1_000 + b'"x"]}', 400),
        (b"\xff\xfe", 400),
        (b'{"id":"' + b"x" * 1_048_576 + b'"}', 413),
        (b'{"id":"' + b"x" * 3_000_000 + b'"}', 413),
        (b'{"type":"Like","actor":"https://other.example/users/lena"}', 400),
    ],
    ids=["cut", "list", "text", "NaN", "duplicate", "deep", "many", "utf-8", "large", "larger", "no id"],
)
def test_a_body_that_cannot_be_read_is_refused(lena: Stranger, body: bytes, status: int) -> None:
    assert lena.send(body).status_code == status
    assert kept() == 0


def test_only_activities_are_read_and_only_posted(lena: Stranger) -> None:
    body = json.dumps(like(lena)).encode()
    for other in ("application/json", "text/html", "multipart/form-data", ""):
        assert deliver(body, lena.headers(body), content_type=other).status_code == 415
    profile = 'application/ld+json; profile="https://www.w3.org/ns/activitystreams"'
    assert kept() == 0
    assert deliver(body, lena.headers(body), content_type=AS2).status_code == 202
    again = json.dumps(like(lena)).encode()
    headers = lena.headers(again, scheme="rfc9421")
    assert deliver(again, headers, content_type=profile).status_code in {202, 401}


def test_the_inbox_of_a_voice_is_the_same_door(lena: Stranger, cast: Cast) -> None:
    path = f"/actors/{cast.bo_voice.pk}/inbox"
    assert lena.send(like(lena), path=path).status_code == 404  # no key yet: no actor
    ensure_key(voice=cast.bo_voice)
    assert lena.send(like(lena), path=path).status_code == 202
    for other in ("/actors/1/inbox", "/actors/99999999999999999999999/inbox"):
        assert lena.send(like(lena), path=other).status_code == 404
    assert Received.objects.count() == 1


def test_without_a_public_address_there_is_no_inbox(lena: Stranger, settings: Settings) -> None:
    settings.CONFIG = settings.CONFIG.model_copy(update={"base_url": ""})
    assert lena.send(like(lena)).status_code == 404
    assert kept() == 0


def test_an_unknown_key_is_put_aside_and_nothing_is_applied() -> None:
    said = like(LENA)
    assert LENA.send(said).status_code == 202
    row = Unverified.objects.get()
    assert (row.domain, row.key_id, row.attempts) == ("other.example", LENA.key_id, 0)
    again = request_of(row)
    assert json.loads(again.body) == said
    assert (Received.objects.count(), SeenSignature.objects.count()) == (0, 0)


# promise G4
def test_a_signature_that_does_not_fit_is_looked_into_once(lena: Stranger) -> None:
    changed = lena.with_keys("new")
    assert [changed.send(like(lena)).status_code for _ in range(3)] == [202, 401, 401]
    assert (Unverified.objects.count(), Received.objects.count()) == (1, 0)


# promise G4
def test_a_key_just_fetched_is_not_doubted(lena: Stranger) -> None:
    RemoteActor.objects.update(fetched_at=clock.now())
    assert lena.with_keys("new").send(like(lena)).status_code == 401
    assert kept() == 0


# promise G4
def test_a_key_just_missed_is_not_asked_for_again() -> None:
    MissedKey.objects.create(key_id=LENA.key_id, domain=LENA.domain, until=clock.now() + timedelta(minutes=1))
    assert LENA.send(like(LENA)).status_code == 401
    MissedKey.objects.update(gone=True)
    assert LENA.send(like(LENA)).status_code == 202
    assert kept() == 0
    MissedKey.objects.update(until=clock.now() - timedelta(seconds=1))
    assert LENA.send(like(LENA)).status_code == 202
    assert Unverified.objects.count() == 1


# promise G4
def test_the_end_of_somebody_never_met_costs_nothing() -> None:
    assert LENA.send(LENA.says("Delete", LENA.uri)).status_code == 202
    assert kept() == 0


# promise G16
def test_too_many_strangers_wait_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(put_aside, "MOST_OF_A_HOST", 2)
    monkeypatch.setattr(put_aside, "MOST", 3)
    answers = [LENA.send(like(LENA)) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [202, 202, 503]
    assert answers[2]["Retry-After"]
    assert MALLORY.send(like(MALLORY)).status_code == 202
    assert MALLORY.send(like(MALLORY)).status_code == 503
    assert Unverified.objects.count() == 3


def test_strangers_may_not_leave_large_bodies() -> None:
    assert LENA.send(like(LENA, content="x" * put_aside.LARGEST)).status_code == 413
    assert kept() == 0


# promise G12
@pytest.mark.parametrize("domain", ["other.example", "example"])
def test_a_blocked_server_is_heard_by_nobody(lena: Stranger, cast: Cast, domain: str) -> None:
    Block.objects.create(domain=domain, because="spam", placed_by=cast.ada, placed_at=clock.now())
    assert lena.send(like(lena)).status_code == 202
    assert Stranger("new", "other.example", "new").send(like(LENA) | {"actor": "x"}).status_code == 401
    new = Stranger("new", "other.example", "new")
    assert new.send(like(new)).status_code == 202
    assert kept() == 0


# promise G12
def test_a_blocked_actor_is_heard_by_nobody(cast: Cast) -> None:
    blocked = LENA.met()
    Block.objects.create(actor=blocked, because="threats", placed_by=cast.ada, placed_at=clock.now())
    assert LENA.send(like(LENA)).status_code == 202
    assert kept() == 0


def test_somebody_gone_is_not_heard_any_more(lena: Stranger) -> None:
    RemoteActor.objects.update(gone_at=clock.now())
    assert lena.send(like(lena)).status_code == 202
    assert kept() == 0


def test_the_keys_of_the_strangers_differ() -> None:
    assert len({pair(name).public_pem for name in ("lena", "mallory", "new")}) == 3


def test_a_busy_database_asks_for_a_second_try(lena: Stranger, monkeypatch: pytest.MonkeyPatch) -> None:
    def busy(**_: object) -> None:
        raise OperationalError("database is locked")

    monkeypatch.setattr(take_in, "store_received", busy)
    answer = lena.send(like(lena))
    assert (answer.status_code, answer["Retry-After"]) == (503, "60")
    assert b"locked" not in answer.content
