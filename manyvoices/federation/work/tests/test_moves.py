"""Leaving: both sides are looked at, the person says yes, the followers are told once."""

import json
from typing import Any

import pytest

from manyvoices.core import clock
from manyvoices.core.http import NotSent
from manyvoices.core.refusals import Conflict, Invalid
from manyvoices.federation.actions.ask_move import ask_move
from manyvoices.federation.actions.cancel_move import cancel_move
from manyvoices.federation.actions.confirm_move import confirm_move
from manyvoices.federation.models import Dispatch, Move
from manyvoices.federation.tests.far_web import FarWeb
from manyvoices.federation.tests.neighbours import follow, stranger, with_key
from manyvoices.federation.tests.strangers import Stranger
from manyvoices.federation.work.moves import Moves
from manyvoices.voices.addresses import actor_uri
from manyvoices.voices.models import Voice
from tests.cast import Cast

pytestmark = pytest.mark.django_db

NEW = Stranger("bo", "social.example", "bo")
TYPED = "@bo@social.example"
FINGER = "https://social.example/.well-known/webfinger?resource=acct:bo@social.example"


def web(*known_as: str, **changes: Any) -> FarWeb:
    """Bo's new server, where his account names `known_as` as itself."""
    link = {"rel": "self", "type": "application/activity+json", "href": NEW.uri}
    far = FarWeb().put(FINGER, {"subject": "acct:bo", "links": [link]}, content_type="application/jrd+json")
    return far.put(NEW.uri, NEW.document(alsoKnownAs=list(known_as), **changes))


def checked(cast: Cast) -> Move:
    """Bo's move, checked."""
    with_key(cast.bo_voice)
    move = ask_move(actor=cast.bo, voice=cast.bo_voice, target=TYPED)
    web(actor_uri(cast.bo_voice)).work(Moves())
    move.refresh_from_db()
    return move


def told() -> list[dict[str, Any]]:
    return [row.activity or {} for row in Dispatch.objects.filter(type="Move").order_by("inbox")]


def test_the_other_side_is_shown_before_anybody_is_told(cast: Cast) -> None:
    follow(stranger(), cast.bo_voice)
    move = checked(cast)
    assert (move.target_uri, move.target_name) == (NEW.uri, "@bo@social.example")
    assert move.checked_at, move.last_error
    assert not told()
    assert Voice.objects.get(pk=cast.bo_voice.pk).moved_to == ""


# promise G13
def test_confirmed_each_follower_is_told_once_and_the_voice_rests(cast: Cast) -> None:
    follow(stranger(), cast.bo_voice)
    follow(stranger("mia", "https://other.example"), cast.bo_voice)
    move = checked(cast)
    for _ in range(2):
        confirm_move(actor=cast.bo, move=move)
        web(actor_uri(cast.bo_voice)).work(Moves())
    said = told()
    assert [one["target"] for one in said] == [NEW.uri] * 2
    assert {one["object"] for one in said} == {actor_uri(cast.bo_voice)} == {one["actor"] for one in said}
    voice = Voice.objects.get(pk=cast.bo_voice.pk)
    assert voice.moved_to == NEW.uri
    assert voice.resting_since
    assert Move.objects.get(pk=move.pk).followers_told == 2
    with pytest.raises(Conflict):
        cancel_move(actor=cast.bo, move=move)
    with pytest.raises(Conflict):
        ask_move(actor=cast.bo, voice=voice, target=TYPED)


# promise G13
@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"alsoKnownAs": []}, "does not name this voice yet"),
        ({"alsoKnownAs": ["https://voices.example/actors/1"]}, "does not name this voice yet"),
        ({"alsoKnownAs": [7, None, {}]}, "does not name this voice yet"),
        ({"movedTo": "https://third.example/u"}, "has moved on itself"),
        ({"type": "Note"}, "no account behind this address"),
    ],
)
def test_an_account_that_does_not_name_us_is_refused_with_the_reason(
    cast: Cast, changes: dict[str, Any], said: str
) -> None:
    own = actor_uri(cast.bo_voice)
    move = ask_move(actor=cast.bo, voice=cast.bo_voice, target=TYPED)
    far = web(own)
    far.put(NEW.uri, NEW.document(**({"alsoKnownAs": [own]} | changes)))
    far.work(Moves())
    move.refresh_from_db()
    assert move.dead_at
    assert said in move.last_error
    with pytest.raises(Conflict):
        confirm_move(actor=cast.bo, move=move)


def test_between_check_and_yes_the_other_side_may_change_its_mind(cast: Cast) -> None:
    follow(stranger(), cast.bo_voice)
    move = checked(cast)
    confirm_move(actor=cast.bo, move=move)
    web().work(Moves())
    assert "does not name" in Move.objects.get(pk=move.pk).last_error
    assert not told()


def test_a_link_that_leads_to_another_account_after_the_yes_tells_nobody(cast: Cast) -> None:
    follow(stranger(), cast.bo_voice)
    move = checked(cast)
    confirm_move(actor=cast.bo, move=move)
    mallory = Stranger("mallory", "social.example", "mallory")
    far = web()
    link = {"rel": "self", "type": "application/activity+json", "href": mallory.uri}
    far.put(FINGER, {"links": [link]}, content_type="application/json")
    far.put(mallory.uri, mallory.document(alsoKnownAs=[actor_uri(cast.bo_voice)]))
    far.work(Moves())
    assert "another account" in Move.objects.get(pk=move.pk).last_error
    assert not told()


@pytest.mark.parametrize(
    "answer", [b"no json", json.dumps({"links": "none"}).encode(), json.dumps({"links": [7, {}]}).encode()]
)
def test_an_answer_that_leads_nowhere_ends_the_move_with_a_sentence(cast: Cast, answer: bytes) -> None:
    move = ask_move(actor=cast.bo, voice=cast.bo_voice, target=TYPED)
    web().put(FINGER, answer, content_type="application/jrd+json").work(Moves())
    move.refresh_from_db()
    assert move.dead_at
    assert move.last_error


def test_a_server_that_does_not_answer_is_asked_again(cast: Cast) -> None:
    move = ask_move(actor=cast.bo, voice=cast.bo_voice, target=TYPED)
    far = FarWeb()
    far.there[FINGER] = NotSent("It does not answer.")
    far.work(Moves())
    move.refresh_from_db()
    assert (move.dead_at, move.due_at is not None) == (None, True)
    cancel_move(actor=cast.bo, move=move)
    cancel_move(actor=cast.bo, move=move)
    move.refresh_from_db()
    assert (move.due_at, move.cancelled_at is not None) == (None, True)


def test_asked_twice_it_is_one_move_and_another_target_replaces_it(cast: Cast) -> None:
    first = ask_move(actor=cast.bo, voice=cast.bo_voice, target=TYPED)
    assert ask_move(actor=cast.bo, voice=cast.bo_voice, target=TYPED).pk == first.pk
    second = ask_move(actor=cast.bo, voice=cast.bo_voice, target="https://else.example/@bo")
    first.refresh_from_db()
    assert first.cancelled_at
    assert second.due_at
    assert second.due_at <= clock.now()


@pytest.mark.parametrize("typed", ["", "bo", "@bo", "@bo@a@b", "ftp://social.example/bo", "@bo@ho st"])
def test_what_is_no_address_is_refused(cast: Cast, typed: str) -> None:
    with pytest.raises(Invalid):
        ask_move(actor=cast.bo, voice=cast.bo_voice, target=typed)
