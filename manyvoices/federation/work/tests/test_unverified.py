"""Keys of strangers: fetched once, from where their owner stands, and the requests that waited for them."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine

from manyvoices.core import clock
from manyvoices.core.http import NotSent
from manyvoices.federation.actions import promote
from manyvoices.federation.models import (
    Block,
    Follower,
    InstanceKey,
    MissedKey,
    Received,
    RemoteActor,
    SeenSignature,
    Unverified,
)
from manyvoices.federation.signatures import claimed, verify
from manyvoices.federation.tests.far_web import FarWeb
from manyvoices.federation.tests.strangers import Stranger, pair
from manyvoices.federation.uris import absolute
from tests.cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.urls("manyvoices.activitypub.urls")]

LENA = Stranger()
MALLORY = Stranger("mallory", "evil.example", "mallory")


def like(who: Stranger = LENA, **more: Any) -> dict[str, Any]:
    return who.says("Like", absolute("/notes/1"), **more)


def web(**changes: Any) -> FarWeb:
    """Lena's server serves her actor."""
    return FarWeb().put(LENA.uri, LENA.document(**changes))


# promise G4
def test_an_unknown_key_is_fetched_once_and_all_that_waited_is_taken() -> None:
    assert [LENA.send(like()).status_code for _ in range(3)] == [202, 202, 202]
    far = web()
    far.work()
    assert far.urls == [LENA.uri]
    assert (Unverified.objects.count(), Received.objects.count(), SeenSignature.objects.count()) == (0, 3, 3)
    row = RemoteActor.objects.get()
    assert (row.uri, row.key_id, row.domain) == (LENA.uri, LENA.key_id, "other.example")
    assert (row.username, row.name, row.inbox) == ("lena", "Lena", f"{LENA.uri}/inbox")
    assert LENA.send(like()).status_code == 202
    assert Received.objects.count() == 4


def test_what_we_fetch_is_signed_by_the_server_itself() -> None:
    LENA.send(like())
    far = web()
    far.work()
    (asked,) = far.asked
    claim = claimed(asked)
    verify(asked, claim, InstanceKey.objects.get().public, clock.now())
    assert claim.key_id == absolute("/actor#main-key")
    assert "application/activity+json" in asked.headers["accept"]


# promise G3
def test_the_same_request_twice_while_it_waits_has_one_effect() -> None:
    said = like()
    at = clock.now()
    assert [LENA.send(said, at=at).status_code for _ in range(2)] == [202, 202]
    web().work()
    assert (Unverified.objects.count(), Received.objects.count()) == (0, 1)


def test_what_does_not_fit_the_fetched_key_is_dropped() -> None:
    LENA.with_keys("mallory").send(like())
    LENA.send(like(), at=clock.now() - timedelta(hours=2))
    LENA.send(like())
    web().work()
    assert (Unverified.objects.count(), Received.objects.count()) == (0, 1)


def test_a_promotion_without_a_check_of_the_signature_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    """The broken twin of the test above."""
    monkeypatch.setattr(promote, "verify", lambda *_: None)
    LENA.with_keys("mallory").send(like())
    web().work()
    assert Received.objects.count() == 1


# promise G4
def test_a_changed_key_is_taken_after_one_look() -> None:
    LENA.met()
    new = LENA.with_keys("new")
    assert new.send(like()).status_code == 202
    far = FarWeb().put(LENA.uri, new.document())
    far.work()
    assert RemoteActor.objects.get().public_key == pair("new").public_pem
    assert Received.objects.count() == 1
    assert LENA.send(like()).status_code == 401
    assert new.send(like()).status_code == 202
    far.work()
    assert far.urls == [LENA.uri]


# promise G4
def test_a_key_that_is_not_there_is_asked_for_once_in_five_minutes() -> None:
    far = FarWeb()
    with time_machine.travel(clock.now(), tick=False) as traveller:
        LENA.send(like())
        far.work()
        assert LENA.send(like()).status_code == 401
        far.work()
        assert (far.urls, Unverified.objects.count()) == ([LENA.uri], 0)
        traveller.shift(timedelta(minutes=6))
        assert LENA.send(like()).status_code == 202
        far.work()
    assert far.urls == [LENA.uri, LENA.uri]


# promise G4
def test_a_server_that_does_not_answer_is_asked_three_times() -> None:
    far = FarWeb({LENA.uri: NotSent("down")})
    with time_machine.travel(clock.now(), tick=False) as traveller:
        LENA.send(like())
        for asked in (1, 2, 3):
            far.work()
            assert len(far.asked) == asked
            traveller.shift(timedelta(minutes=6))
        far.work()
    assert (len(far.asked), Unverified.objects.count()) == (3, 0)


def test_a_server_that_answers_the_second_time_is_heard() -> None:
    far = FarWeb({LENA.uri: NotSent("down")})
    with time_machine.travel(clock.now(), tick=False) as traveller:
        LENA.send(like())
        far.work()
        traveller.shift(timedelta(minutes=6))
        web().work()
    assert Received.objects.count() == 1


# promise G4
def test_somebody_who_is_gone_is_asked_for_once_and_ends(cast: Cast) -> None:
    actor = LENA.met()
    Follower.objects.create(voice=cast.bo_voice, actor=actor, activity_id="x", since=clock.now())
    far = FarWeb().put(LENA.uri, {}, status=410)
    forger = LENA.with_keys("new")
    assert forger.send(LENA.says("Delete", LENA.uri)).status_code == 202
    far.work()
    actor.refresh_from_db()
    assert actor.gone_at is not None
    assert not Follower.objects.filter(ended_at=None).exists()
    for _ in range(3):
        assert forger.send(LENA.says("Delete", LENA.uri)).status_code == 202
    far.work()
    assert (len(far.asked), Unverified.objects.count(), Received.objects.count()) == (1, 0, 0)


# promise G12
def test_a_server_blocked_meanwhile_is_not_asked(cast: Cast) -> None:
    LENA.send(like())
    Block.objects.create(domain="other.example", because="spam", placed_by=cast.ada, placed_at=clock.now())
    far = web()
    far.work()
    assert (far.urls, Unverified.objects.count(), Received.objects.count()) == ([], 0, 0)


# promise G2
def test_a_key_that_its_owner_does_not_know_is_refused() -> None:
    """Mallory serves a key that says it is Lena's; Lena's actor names another one."""
    mallory = Stranger("key", "other.example", "mallory")
    key = {"id": mallory.uri, "type": "Key", "owner": LENA.uri, "publicKeyPem": pair("mallory").public_pem}
    far = web().put(mallory.uri, key)
    assert mallory.send(like(), key_id=mallory.uri).status_code == 202
    far.work()
    assert far.urls == [mallory.uri, LENA.uri]
    assert (RemoteActor.objects.count(), Received.objects.count()) == (0, 0)
    assert MissedKey.objects.get().because == "The actor does not name this key as its own."


def test_a_key_in_a_document_of_its_own_counts_where_both_name_each_other() -> None:
    key_id = f"{LENA.uri}/main-key"
    key = {"id": key_id, "type": "Key", "owner": LENA.uri, "publicKeyPem": pair("lena").public_pem}
    far = web(publicKey=key_id).put(key_id, key)
    assert LENA.send(like(), key_id=key_id).status_code == 202
    far.work()
    assert (far.urls, Received.objects.count()) == ([key_id, LENA.uri], 1)


def test_an_actor_served_where_its_key_stands_is_fetched_from_its_own_id() -> None:
    """GoToSocial answers the address of a key with the actor."""
    key_id = f"{LENA.uri}/main-key"
    actor = LENA.document(
        publicKey={"id": key_id, "owner": LENA.uri, "publicKeyPem": pair("lena").public_pem}
    )
    far = FarWeb().put(key_id, actor).put(LENA.uri, actor)
    LENA.send(like(), key_id=key_id)
    far.work()
    assert (far.urls, Received.objects.count()) == ([key_id, LENA.uri], 1)


# promise G2
def test_a_key_of_another_actor_of_the_host_speaks_for_its_owner_alone() -> None:
    milo = Stranger("milo", "other.example", "milo")
    far = FarWeb().put(milo.uri, milo.document())
    assert milo.send(like(LENA)).status_code == 202  # unknown key, so it waits
    far.work()
    assert (RemoteActor.objects.get().uri, Received.objects.count()) == (milo.uri, 0)


def test_nobody_makes_us_ask_ourselves() -> None:
    far = FarWeb()
    said = {"id": absolute("/x"), "type": "Like", "actor": absolute("/actors/1"), "object": "x"}
    assert LENA.send(said, key_id=absolute("/actors/1#main-key")).status_code == 401
    far.work()
    assert far.urls == []
