"""Verified activities: in order for each actor, whole before they are applied, once even after a crash."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine

from manyvoices.core import clock
from manyvoices.core.http import NotSent
from manyvoices.federation.actions import apply_received
from manyvoices.federation.models import Follower, Note, Reaction, Received
from manyvoices.federation.receiving import RECEIVE, Arrival
from manyvoices.federation.tests.far_web import FarWeb
from manyvoices.federation.tests.neighbours import say, with_key
from manyvoices.federation.tests.strangers import Stranger
from manyvoices.federation.uris import PUBLIC
from manyvoices.federation.work.received import ReceivedActivities
from tests.cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.urls("manyvoices.activitypub.urls")]

LENA = Stranger()
MILO = Stranger("milo", "other.example", "milo")


@pytest.fixture
def note(cast: Cast) -> Note:
    LENA.met()
    MILO.met()
    return say(cast.bo_voice)


def send(said: dict[str, Any], by: Stranger = LENA) -> Received:
    assert by.send(said).status_code == 202
    return Received.objects.get(activity_id=said["id"])


def takeable() -> list[int]:
    return [row.pk for row in ReceivedActivities().takeable(clock.now())]


# promise G3
def test_what_one_actor_sent_is_taken_in_order_and_others_do_not_wait(note: Note) -> None:
    first, second = send(LENA.says("Like", note.uri)), send(LENA.says("Announce", note.uri))
    other = send(MILO.says("Like", note.uri), MILO)
    assert takeable() == [first.pk, second.pk, other.pk]
    Received.objects.filter(pk=first.pk).update(due_at=clock.now() + timedelta(minutes=1))
    assert takeable() == [other.pk]
    Received.objects.filter(pk=first.pk).update(due_at=clock.now(), taken_by=7)
    assert takeable() == [other.pk]
    Received.objects.filter(pk=first.pk).update(due_at=None, taken_by=None)
    assert takeable() == [second.pk, other.pk]


def test_a_note_that_is_merely_named_is_fetched_from_its_own_host(note: Note) -> None:
    thing = LENA.note(inReplyTo=note.uri)
    send(LENA.says("Create", thing["id"], to=[PUBLIC]))
    far = FarWeb().put(thing["id"], thing)
    far.work()
    assert Note.objects.get(actor__isnull=False).uri == thing["id"]
    assert far.urls == [thing["id"]]


# promise G2
def test_a_named_note_of_somebody_else_is_not_taken(note: Note) -> None:
    thing = MILO.note(inReplyTo=note.uri)
    row = send(LENA.says("Create", thing["id"], to=[PUBLIC]))
    FarWeb().put(thing["id"], thing).work()
    row.refresh_from_db()
    assert row.dead_at is not None
    assert not Note.objects.filter(actor__isnull=False).exists()


def test_while_a_note_cannot_be_fetched_its_author_waits_and_others_do_not(note: Note) -> None:
    thing = LENA.note(inReplyTo=note.uri)
    far = FarWeb({thing["id"]: NotSent("down")})
    with time_machine.travel(clock.now(), tick=False) as traveller:
        create, like = send(LENA.says("Create", thing["id"])), send(LENA.says("Like", note.uri))
        send(MILO.says("Like", note.uri), MILO)
        far.work()
        assert Reaction.objects.get().actor.uri == MILO.uri
        far.put(thing["id"], thing)
        traveller.shift(timedelta(minutes=1))
        far.work()
    for row in (create, like):
        row.refresh_from_db()
        assert row.done_at is not None
    assert Note.objects.filter(actor__isnull=False).count() == 1
    assert Reaction.objects.count() == 2


def test_what_never_comes_is_given_up_and_holds_nobody_up_for_ever(note: Note) -> None:
    thing = LENA.note(inReplyTo=note.uri)
    far = FarWeb({thing["id"]: NotSent("down")})
    with time_machine.travel(clock.now(), tick=False) as traveller:
        create = send(LENA.says("Create", thing["id"]))
        send(LENA.says("Like", note.uri))
        for _ in range(8):
            far.work()
            traveller.shift(timedelta(hours=7))
    create.refresh_from_db()
    assert (create.dead_at is not None, create.last_error) == (True, "down")
    assert Reaction.objects.count() == 1


def test_a_worker_that_died_after_the_work_does_it_only_once(note: Note, cast: Cast) -> None:
    voice = with_key(cast.bo_voice)
    row = send(LENA.follow(voice))
    FarWeb().work()
    Follower.objects.update(ended_at=clock.now())
    Received.objects.filter(pk=row.pk).update(
        due_at=clock.now(), done_at=None
    )  # as if it had not been recorded
    FarWeb().work()
    assert not Follower.objects.filter(ended_at=None).exists()


def test_a_fault_of_ours_leaves_no_half_and_is_tried_again(
    note: Note, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(arrival: Arrival) -> None:
        RECEIVE["Like"](arrival)
        raise RuntimeError("a bug")

    monkeypatch.setattr(apply_received, "RECEIVE", {**RECEIVE, "Announce": fails})
    row = send(LENA.says("Announce", note.uri))
    FarWeb().work()
    row.refresh_from_db()
    assert (row.last_error, row.done_at, row.dead_at) == ("RuntimeError: a bug", None, None)
    assert row.due_at is not None
    assert row.due_at > clock.now()
    assert not Reaction.objects.exists()
    assert row.activity["type"] == "Announce"
