"""Rows become candidates, and the best of them gets it, for reasons in terms of the message."""

from datetime import timedelta

import pytest

from manyvoices.conversations.actions.decide_conversations import decide_conversations
from manyvoices.conversations.models import Kind, SlaPolicy, Way
from manyvoices.conversations.placing import last_speakers
from manyvoices.conversations.promising import Rules, promise_of, terms_of
from manyvoices.conversations.queries.candidates import spoken
from manyvoices.conversations.tests.arriving import (
    COMPLAINT,
    answered,
    arrives,
    contact,
    conversation,
    decided,
    standing_assignment,
    standing_promise,
)
from manyvoices.core import clock
from manyvoices.people.business_hours import ALWAYS
from manyvoices.people.models import (
    Calendar,
    Effort,
    Expertise,
    Grant,
    Person,
    Presence,
    Right,
    RoleName,
    Topic,
    UnitSetting,
)
from tests.cast import Cast, person, role

OFFICE = {day: [["08:00", "12:00"], ["13:00", "17:00"]] for day in ("mon", "tue", "wed", "thu", "fri")}


@pytest.fixture
def heating(cast: Cast) -> Topic:
    """A topic that Bo knows, who was granted to answer complaints."""
    now = clock.now()
    topic = Topic.objects.create(name="Heating", tag="heating", made_at=now)
    Expertise.objects.create(person=cast.bo, topic=topic, since=now)
    Grant.objects.create(
        person=cast.bo,
        right=Right.ANSWER,
        unit=cast.operations,
        reason="course",
        given_by=cast.ada,
        given_at=now,
    )
    return topic


def away(one: Person) -> None:
    """They are at lunch for an hour."""
    now = clock.now()
    Presence.objects.create(person=one, where="lunch", until=now + timedelta(hours=1), said_at=now)


def test_who_knows_it_gets_it_unless_they_are_at_lunch(cast: Cast, heating: Topic) -> None:
    place = decided(conversation(cast.operations), COMPLAINT)
    assert (place.topic, place.assigned_to) == (heating, cast.bo)
    assert standing_assignment(place).reasons == [["topic", "Heating"], ["unit", "Operations"]]
    away(cast.bo)
    other = decided(conversation(cast.operations), COMPLAINT)
    assert other.assigned_to == cast.cleo
    assert "lunch" not in str(standing_assignment(other).reasons)


def test_whose_minutes_are_spent_is_spared(cast: Cast, heating: Topic) -> None:
    now = clock.now()
    Person.objects.filter(pk=cast.bo.pk).update(weekly_minutes=30, minutes_agreed_at=now)
    Effort.objects.create(person=cast.bo, day=now.date(), minutes=30, declared_at=now)
    assert decided(conversation(cast.operations), COMPLAINT).assigned_to == cast.cleo


def test_who_spoke_with_them_last_gets_it(cast: Cast) -> None:
    fay, lena = person("Fay", cast.operations), contact()
    role(fay, RoleName.RESPONDER, cast.operations)
    before = conversation(cast.operations, lena)
    answered(before, fay)
    place = conversation(cast.operations, lena)
    assert last_speakers([place]) == {place.pk: fay.pk}
    assert decided(place, COMPLAINT).assigned_to == fay
    assert ["spoke_before", ""] in standing_assignment(place).reasons


def test_a_batch_is_spread_and_round_robin_takes_turns(cast: Cast) -> None:
    fay = person("Fay", cast.operations)
    role(fay, RoleName.RESPONDER, cast.operations)
    UnitSetting.objects.create(
        unit=cast.root, name="way_of_giving_out", value="round_robin", set_at=clock.now()
    )
    places = [conversation(cast.operations) for _ in range(4)]
    decide_conversations(messages=[arrives(place, COMPLAINT) for place in places], now=clock.now())
    given = [standing_assignment(place) for place in places]
    assert [one.person for one in given] == [cast.cleo, fay] * 2
    assert {one.way for one in given} == {Way.ROUND_ROBIN}


def test_by_hand_it_waits_for_a_person(cast: Cast) -> None:
    UnitSetting.objects.create(unit=cast.root, name="way_of_giving_out", value="manual", set_at=clock.now())
    place = decided(conversation(cast.operations), COMPLAINT)
    assert (place.assigned_to, standing_assignment(place).way) == (None, Way.BY_HAND)


def test_languages_count_where_somebody_named_them() -> None:
    assert spoken("de", ["pt-br", "en"]) == {"de", "pt", "en"}
    assert spoken("de", []) == frozenset()


def test_the_nearest_policy_and_calendar_count(cast: Cast) -> None:
    now = clock.now()
    Calendar.objects.create(unit=cast.root, time_zone="Europe/Vienna", hours=OFFICE, changed_at=now)
    SlaPolicy.objects.create(unit=cast.root, kind="", minutes=600, set_at=now)
    SlaPolicy.objects.create(unit=cast.root, kind="complaint", minutes=None, set_at=now)  # nobody may say so
    SlaPolicy.objects.create(unit=cast.operations, kind="idea", minutes=90, around_the_clock=True, set_at=now)
    complaint, idea = terms_of(cast.operations, "complaint"), terms_of(cast.operations, "idea")
    assert complaint is not None
    assert (complaint.minutes, complaint.hours.zone) == (600, "Europe/Vienna")
    assert idea is not None
    assert (idea.minutes, idea.hours) == (90, ALWAYS)
    assert terms_of(cast.operations, Kind.SPAM) is None
    row = standing_promise(
        decided(conversation(cast.operations), "It would be great to have more bicycle racks")
    )
    assert promise_of(row).terms == idea


def test_hours_that_are_never_open_keep_nobody_waiting_for_ever(cast: Cast) -> None:
    closed = Calendar.objects.create(unit=cast.operations, time_zone="UTC", hours={}, changed_at=clock.now())
    assert Rules().hours(cast.operations.pk) == ALWAYS
    Calendar.objects.filter(pk=closed.pk).update(hours={"mon": [["08:00", "08:01"]]})
    SlaPolicy.objects.create(unit=cast.operations, kind="complaint", minutes=600, set_at=clock.now())
    terms = terms_of(cast.operations, "complaint")
    assert terms is not None
    assert terms.hours == ALWAYS
