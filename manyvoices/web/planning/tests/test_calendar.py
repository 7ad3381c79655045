"""The calendar: what stands on it, for whom, and how a post is moved there."""

from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from manyvoices.people.models import Person
from manyvoices.publishing.actions.release_post import release_post
from manyvoices.publishing.actions.start_repeat import start_repeat
from manyvoices.publishing.actions.wish_time import wish_time
from manyvoices.publishing.models import Delivery, Every, Post, State
from manyvoices.publishing.repeating import Rule
from manyvoices.publishing.tests.stage import draft
from manyvoices.voices.models import Voice
from manyvoices.web.publishing.tests.writing import draft_by, in_state, signed_in
from tests.cast import Cast

ZONE = "Europe/Berlin"
NEXT = timezone.localdate() + timedelta(days=3)


@pytest.fixture(autouse=True)
def _in_berlin(cast: Cast) -> None:
    Person.objects.update(time_zone=ZONE)
    for person in (cast.ada, cast.bo, cast.eve):
        person.refresh_from_db()


def planned(person: Person, voice: Voice, text: str, day: date = NEXT, at: time = time(8, 10)) -> Post:
    post = draft(person, voice, text)
    wall = datetime.combine(day, at)
    return release_post(actor=person, post=post, revision=post.revision, wall=wall, time_zone=ZONE)


def page_of(person: Person, **asked: Any) -> str:
    answer = signed_in(person).get(reverse("calendar"), {"day": NEXT.isoformat(), **asked})
    assert answer.status_code == 200
    return answer.content.decode()


def test_everything_stands_on_its_day_in_the_readers_zone(cast: Cast) -> None:
    planned(cast.bo, cast.bo_voice, "is planned")
    live = draft(cast.bo, cast.bo_voice, "is live")
    in_state(release_post(actor=cast.bo, post=live, revision=live.revision), State.SENT)
    wish_time(actor=cast.bo, post=draft(cast.bo, cast.bo_voice, "wishes"), day=NEXT)
    rule = Rule(Every.DAY, 1, (), time(12, 0), ZONE, NEXT, None)
    start_repeat(actor=cast.bo, pattern=draft(cast.bo, cast.bo_voice, "comes again"), rule=rule)
    week = page_of(cast.bo, view="week")
    for said in ("is planned", "wishes", "comes again", "08:10", "12:00", "any time", ZONE):
        assert said in week
    assert "is live" in signed_in(cast.bo).get(reverse("calendar")).content.decode()
    assert "Nothing planned" in page_of(cast.eve)


def test_filters_stand_in_the_address(cast: Cast) -> None:
    planned(cast.ada, cast.ada_voice, "of Ada", at=time(9))
    planned(cast.ada, cast.brand_voice, "of the brand", at=time(15))
    both = page_of(cast.ada)
    assert "of Ada" in both
    assert "of the brand" in both
    one = page_of(cast.ada, voice=cast.brand_voice.pk)
    assert "of Ada" not in one
    channel = page_of(cast.ada, channel=cast.ada_voice.channels.get().pk)
    assert "of the brand" not in channel
    assert "of Ada" not in page_of(cast.ada, kind="help")
    assert page_of(cast.ada, voice="x", channel="²", kind="<", view="?", day="9999-99-99")


def test_leads_read_the_shared_voices_of_their_units_and_move_nothing(cast: Cast) -> None:
    cast.brand_voice.speakers.update(may_publish=True)
    post = planned(cast.ada, cast.brand_voice, "of the brand")
    planned(cast.bo, cast.bo_voice, "of Bo alone")
    assert "data-entry" in page_of(cast.ada)
    assert "of Bo alone" not in page_of(cast.ada)
    cast.brand_voice.speakers.update(ended_at=timezone.now())
    page = page_of(cast.ada)
    assert "of the brand" in page
    assert "data-entry" not in page
    answer = signed_in(cast.ada).post(
        reverse("post-move", args=[post.pk]), {"days": 1, "revision": post.revision}
    )
    assert answer.status_code == 404


def test_posts_close_together_are_marked(cast: Cast) -> None:
    planned(cast.bo, cast.bo_voice, "first", at=time(8, 0))
    planned(cast.bo, cast.bo_voice, "far", at=time(8, 59))
    assert "Close to another" not in page_of(cast.bo)
    planned(cast.bo, cast.bo_voice, "second", at=time(8, 29))
    assert page_of(cast.bo).count("Close to another") == 2


def test_dragged_by_days_it_keeps_its_wall_time(cast: Cast) -> None:
    post, client = planned(cast.bo, cast.bo_voice, "is planned"), signed_in(cast.bo)
    address = reverse("post-move", args=[post.pk])
    sent = {"days": "2", "revision": post.revision, "back": "view=week&next=//evil.example"}
    answer = client.post(address, sent, follow=True)
    assert answer.redirect_chain == [(f"{reverse('calendar')}?view=week", 302)]
    assert "Moved to" in answer.content.decode()
    post.refresh_from_db()
    assert post.scheduled_at is not None
    assert post.scheduled_at.astimezone(ZoneInfo(ZONE)).replace(tzinfo=None) == datetime.combine(
        NEXT + timedelta(days=2), time(8, 10)
    )
    assert Delivery.objects.get(post=post).due_at == post.scheduled_at
    assert client.post(address, sent).status_code == 409, "the second window saw an older revision"


def test_moved_by_the_form_and_refused_in_words(cast: Cast) -> None:
    post, client = planned(cast.bo, cast.bo_voice, "is planned"), signed_in(cast.bo)
    address = reverse("post-move", args=[post.pk])
    assert "08:10" in client.get(address).content.decode()
    sent = {"revision": post.revision, "date": "2020-01-01", "time": "10:00", "time_zone": ZONE}
    answer = client.post(address, sent)
    assert answer.status_code == 422
    assert "That time is past" in answer.content.decode()
    assert client.post(address, {**sent, "date": NEXT.isoformat()}).status_code == 302
    post.refresh_from_db()
    assert post.planned_time == time(10, 0)
    for wrong in ({"days": "x"}, {"days": "9" * 30}, {"date": "no"}):
        assert client.post(address, wrong).status_code == 422
    assert signed_in(cast.eve).get(address).status_code == 404


def test_the_wish_of_a_draft_moves_without_leaving(cast: Cast) -> None:
    post = draft_by(cast.bo, cast.bo_voice)
    wish_time(actor=cast.bo, post=post, day=NEXT)
    signed_in(cast.bo).post(reverse("post-move", args=[post.pk]), {"days": "-1", "revision": post.revision})
    post.refresh_from_db()
    assert (post.planned_day, post.planned_time) == (NEXT - timedelta(days=1), None)
    assert post.is_draft


def test_the_number_of_queries_does_not_grow(cast: Cast) -> None:
    client: Client = signed_in(cast.bo)

    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as counted:
            client.get(reverse("calendar"), {"day": NEXT.isoformat()})
        return len(counted)

    rule = Rule(Every.DAY, 1, (), time(12, 0), ZONE, NEXT, None)
    for number in range(2):
        planned(cast.bo, cast.bo_voice, f"post {number}")
        wish_time(actor=cast.bo, post=draft_by(cast.bo, cast.bo_voice), day=NEXT)
        start_repeat(actor=cast.bo, pattern=draft(cast.bo, cast.bo_voice, "again"), rule=rule)
    few = queries()
    for number in range(5):
        planned(cast.bo, cast.bo_voice, f"more {number}")
        wish_time(actor=cast.bo, post=draft_by(cast.bo, cast.bo_voice), day=NEXT)
        start_repeat(actor=cast.bo, pattern=draft(cast.bo, cast.bo_voice, "again"), rule=rule)
    assert queries() == few
    assert few <= 32
