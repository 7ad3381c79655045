"""Share by hand: at its time behind the fence with its person, told once, and live only when a person says so."""

from datetime import timedelta

import pytest

from manyvoices.core import clock
from manyvoices.core.refusals import Conflict, Invalid, Refused
from manyvoices.notifications.models import Notification
from manyvoices.pauses.actions.lift_pause import lift_pause
from manyvoices.pauses.actions.place_pause import place_pause
from manyvoices.people.models import Purpose
from manyvoices.publishing.actions.edit_post import edit_post
from manyvoices.publishing.actions.release_paused import release_paused
from manyvoices.publishing.actions.release_post import release_post
from manyvoices.publishing.actions.remove_post import remove_post
from manyvoices.publishing.actions.say_shared import say_shared
from manyvoices.publishing.models import Delivery, Post, State, Verb
from manyvoices.publishing.sharing import words_to_share
from manyvoices.publishing.tests.stage import Stage, draft, state
from manyvoices.publishing.work.handed import pause_handed
from manyvoices.voices.models import Channel
from tests.cast import Cast, consent

LINK = "https://www.linkedin.com/posts/bo-1"


@pytest.fixture
def by_hand(stage: Stage) -> Stage:
    """A worker whose network takes nothing from us."""
    stage.network.can = frozenset()
    return stage


def profile(cast: Cast, network: str = "share-linkedin") -> Channel:
    """Bo's only channel is a profile elsewhere."""
    Channel.objects.filter(voice=cast.bo_voice).update(network=network, address="linkedin.com/in/bo")
    return Channel.objects.get(voice=cast.bo_voice)


def planned(cast: Cast, text: str = "The bridge is open.") -> list[Delivery]:
    post = draft(cast.bo, cast.bo_voice, text)
    release_post(actor=cast.bo, post=post, revision=post.revision)
    return list(Delivery.objects.filter(post=post).order_by("part"))


def told() -> list[str]:
    return list(Notification.objects.filter(kind="share").order_by("id").values_list("subject", flat=True))


def test_at_its_time_it_stands_with_its_person_who_says_that_it_is_done(cast: Cast, by_hand: Stage) -> None:
    profile(cast)
    [row] = planned(cast)
    for _ in range(2):
        by_hand.later()
    assert state(row) == State.HANDED
    assert told() == ["Ready to share on LinkedIn"]
    assert not by_hand.network.calls
    say_shared(actor=cast.bo, delivery=row, posted=True, url=LINK)
    row.refresh_from_db()
    assert (row.state, row.url, row.remote_id) == (State.SENT, LINK, LINK)
    assert Post.objects.get(pk=row.post_id).published_at is not None
    with pytest.raises(Conflict):
        say_shared(actor=cast.bo, delivery=row, posted=False)
    assert state(row) == State.SENT


def test_a_planned_share_is_no_reminder_before_its_hour(cast: Cast, by_hand: Stage) -> None:
    profile(cast)
    [row] = planned(cast)
    Delivery.objects.update(due_at=clock.now() + timedelta(hours=1))
    by_hand.work()
    assert (state(row), told()) == (State.QUEUED, [])


def test_a_link_to_somewhere_else_and_a_colleague_are_refused(cast: Cast, by_hand: Stage) -> None:
    profile(cast)
    [row] = planned(cast)
    by_hand.work()
    row.refresh_from_db()
    with pytest.raises(Invalid, match="LinkedIn"):
        say_shared(actor=cast.bo, delivery=row, posted=True, url="https://linkedin.com.evil.example/x")
    with pytest.raises(Refused):
        say_shared(actor=cast.ada, delivery=row, posted=True)
    assert state(row) == State.HANDED


def test_not_after_all_is_cancelled_with_a_word(cast: Cast, by_hand: Stage) -> None:
    profile(cast)
    [row] = planned(cast)
    by_hand.work()
    say_shared(actor=cast.bo, delivery=row, posted=False, word="The photo is old.")
    row.refresh_from_db()
    assert (row.state, row.last_error) == (State.CANCELLED, "The photo is old.")
    with pytest.raises(Conflict):
        say_shared(actor=cast.bo, delivery=row, posted=True)


def test_what_is_not_by_hand_is_never_said_to_be_done(cast: Cast, stage: Stage) -> None:
    [row] = planned(cast)
    with pytest.raises(Conflict):
        say_shared(actor=cast.bo, delivery=row, posted=True)
    assert state(row) == State.QUEUED


# promise E4
def test_a_pause_keeps_it_back_before_and_while_it_stands_with_its_person(cast: Cast, by_hand: Stage) -> None:
    profile(cast)
    [early], [late] = planned(cast, "Early."), planned(cast, "Late.")
    Delivery.objects.filter(pk=late.pk).update(due_at=clock.now() + timedelta(hours=1))
    by_hand.work()
    pause = place_pause(actor=cast.ada, reason="a train stands still")
    by_hand.later()
    for _ in range(2):
        pause_handed()
    assert (state(early), state(late)) == (State.PAUSED, State.PAUSED)
    with pytest.raises(Conflict):
        release_paused(actor=cast.bo, deliveries=[early])
    lift_pause(actor=cast.ada, pause=pause)
    pause_handed()
    assert by_hand.later() == 0, "nothing goes on by itself"
    with pytest.raises(Conflict):  # nobody was ever shown it
        say_shared(actor=cast.bo, delivery=late, posted=True)
    say_shared(actor=cast.bo, delivery=early, posted=True)  # posted a moment before the pause came
    release_paused(actor=cast.bo, deliveries=[late])
    by_hand.later()
    assert (state(early), state(late)) == (State.SENT, State.HANDED)


# promise I9
def test_without_consent_it_is_not_handed(cast: Cast, by_hand: Stage) -> None:
    channel = profile(cast)
    [row] = planned(cast)
    given = consent(cast.bo, Purpose.PUBLISH, channel)
    type(given).objects.filter(person=cast.bo).update(withdrawn_at=clock.now())
    by_hand.work()
    assert (state(row), told()) == (State.FAILED, [])


def test_the_parts_of_a_thread_come_together_and_are_done_one_by_one(cast: Cast, by_hand: Stage) -> None:
    profile(cast, "share-threads")
    first, second, third = planned(cast, "One.\n---\nTwo.\n---\nThree.")
    by_hand.work()
    assert [state(row) for row in (first, second, third)] == [State.HANDED] * 3
    assert told() == ["Ready to share on Threads"]
    assert [words_to_share(row) for row in (first, second, third)] == ["One.", "Two.", "Three."]
    say_shared(actor=cast.bo, delivery=first, posted=True)
    say_shared(actor=cast.bo, delivery=second, posted=False)
    assert [state(row) for row in (first, second, third)] == [State.SENT, State.CANCELLED, State.CANCELLED]


def test_an_edit_and_a_delete_are_done_there_by_hand_too(cast: Cast, by_hand: Stage) -> None:
    profile(cast)
    [row] = planned(cast)
    by_hand.work()
    say_shared(actor=cast.bo, delivery=row, posted=True, url=LINK)
    post = Post.objects.get(pk=row.post_id)
    edit_post(actor=cast.bo, post=post, version=1, text="The bridge is closed.")
    by_hand.later()
    edit = Delivery.objects.get(verb=Verb.REVISE)
    assert (edit.state, words_to_share(edit)) == (State.HANDED, "The bridge is closed.")
    say_shared(actor=cast.bo, delivery=edit, posted=True)
    remove_post(actor=cast.bo, post=post)
    by_hand.later()
    gone = Delivery.objects.get(verb=Verb.REMOVE)
    say_shared(actor=cast.bo, delivery=gone, posted=True)
    assert {state(one) for one in Delivery.objects.all()} == {State.SENT}
    assert told() == [
        "Ready to share on LinkedIn",
        "Change your post on LinkedIn by hand",
        "Delete your post on LinkedIn by hand",
    ]
    assert not by_hand.network.calls
