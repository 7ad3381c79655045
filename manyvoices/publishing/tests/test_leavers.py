"""Somebody left: what they had planned stops, once, and their lead is told once."""

from datetime import timedelta

import pytest

from manyvoices.core import clock
from manyvoices.core.models import AuditRow
from manyvoices.core.refusals import Refused
from manyvoices.notifications.models import Notification
from manyvoices.people.actions.end_person import end_person
from manyvoices.people.models import Person, RoleName
from manyvoices.publishing.actions.release_post import release_post
from manyvoices.publishing.actions.save_draft import Words, save_draft
from manyvoices.publishing.actions.start_draft import start_draft
from manyvoices.publishing.models import Delivery, State
from manyvoices.publishing.tests.stage import Stage, released, state
from manyvoices.publishing.work.leavers import stop_posts_of_leavers
from manyvoices.voices.models import Speaker, Voice
from manyvoices.voices.work.leavers import close_voices_of_leavers
from tests.cast import Cast, role


# promise I9
def test_what_somebody_planned_stops_and_their_lead_is_told_once(cast: Cast, stage: Stage) -> None:
    role(cast.cleo, RoleName.UNIT_LEAD, cast.operations)
    Speaker.objects.create(voice=cast.brand_voice, person=cast.bo, because="shift", since=clock.now())
    role(cast.bo, RoleName.EDITOR, cast.root)
    planned = [released(cast.bo, cast.bo_voice), released(cast.bo, cast.brand_voice)]
    other = released(cast.ada, cast.brand_voice)
    Delivery.objects.update(due_at=clock.now() + timedelta(days=1))
    end_person(actor=cast.ada, person=cast.bo, because="left")
    for _ in range(2):
        stop_posts_of_leavers()
    assert [state(row) for row in planned] == [State.CANCELLED] * 2
    assert {row.last_error for row in planned} == {
        "The person who released this post is not with us any more."
    }
    assert state(other) == State.QUEUED
    told = Notification.objects.get(kind="leaver")
    assert told.person == cast.cleo
    assert "2 posts" in told.subject
    assert AuditRow.objects.filter(verb="stop_posts_of_leaver").count() == 1


def test_posts_of_colleagues_who_are_here_go_on(cast: Cast, stage: Stage) -> None:
    row = released(cast.bo, cast.bo_voice)
    stop_posts_of_leavers()
    assert state(row) == State.QUEUED
    assert not Notification.objects.exists()


# promise I9
def test_shared_voices_close_and_the_own_one_rests(cast: Cast) -> None:
    Speaker.objects.create(voice=cast.brand_voice, person=cast.bo, because="shift", since=clock.now())
    end_person(actor=cast.ada, person=cast.bo, because="left")
    for _ in range(2):
        close_voices_of_leavers()
    assert Speaker.objects.get(person=cast.bo).ended_at is not None
    assert Voice.objects.get(pk=cast.bo_voice.pk).resting_since is not None
    assert Voice.objects.get(pk=cast.ada_voice.pk).resting_since is None
    assert AuditRow.objects.filter(verb="rest_voice").count() == 1


# promise I15
def test_a_request_under_way_is_refused_when_its_person_has_left(cast: Cast) -> None:
    """The person was loaded with the session; the action asks the database, not that copy."""
    loaded = Person.objects.get(pk=cast.bo.pk)
    draft = start_draft(actor=loaded, voice=cast.bo_voice, text="A draft")
    words = Words("More", "", "en", "story", cast.bo_voice, [])
    end_person(actor=cast.ada, person=cast.bo, because="left")
    assert loaded.is_active
    with pytest.raises(Refused):
        release_post(actor=loaded, post=draft, revision=draft.revision)
    with pytest.raises(Refused):
        save_draft(actor=loaded, post=draft, revision=draft.revision, words=words)
    with pytest.raises(Refused):
        start_draft(actor=loaded, voice=cast.bo_voice, text="Another")
    assert not Delivery.objects.exists()
