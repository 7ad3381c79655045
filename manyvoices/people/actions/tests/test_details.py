"""Topics, the week, coach and buddy: works, refuses, twice does nothing more."""

import pytest

from manyvoices.core import clock
from manyvoices.core.models import AuditRow
from manyvoices.core.refusals import Conflict, Invalid, Refused
from manyvoices.people.actions.accept_topic import accept_topic
from manyvoices.people.actions.agree_minutes import agree_minutes
from manyvoices.people.actions.change_person import change_person
from manyvoices.people.actions.change_topic import change_topic
from manyvoices.people.actions.choose_topics import choose_topics
from manyvoices.people.actions.close_topic import close_topic
from manyvoices.people.actions.decline_topic import decline_topic
from manyvoices.people.actions.make_topic import make_topic
from manyvoices.people.actions.pair_person import pair_person
from manyvoices.people.actions.propose_topic import propose_topic
from manyvoices.people.actions.reopen_topic import reopen_topic
from manyvoices.people.actions.set_working_pattern import set_working_pattern
from manyvoices.people.actions.wish_minutes import wish_minutes
from manyvoices.people.models import Expertise, Person, RoleName, Topic
from manyvoices.people.week import suggested_minutes
from tests.cast import Cast, role


def audited(verb: str) -> int:
    return AuditRow.objects.filter(verb=verb).count()


def test_a_wish_is_agreed_by_a_lead_and_a_new_wish_is_not(cast: Cast) -> None:
    for _ in range(2):
        wish_minutes(actor=cast.bo, minutes=120)
    for _ in range(2):
        agree_minutes(actor=cast.ada, person=cast.bo, minutes=120)
    assert (cast.bo.minutes_agreed_by, audited("wish_minutes"), audited("agree_minutes")) == (cast.ada, 1, 1)
    wish_minutes(actor=cast.bo, minutes=60)
    assert Person.objects.get(pk=cast.bo.pk).minutes_agreed_at is None
    with pytest.raises(Conflict):
        agree_minutes(actor=cast.ada, person=cast.bo, minutes=120)
    for minutes in (-1, 2401):
        with pytest.raises(Invalid):
            wish_minutes(actor=cast.bo, minutes=minutes)


def test_nobody_agrees_with_themselves(cast: Cast) -> None:
    wish_minutes(actor=cast.ada, minutes=120)
    with pytest.raises(Refused):
        agree_minutes(actor=cast.ada, person=cast.ada, minutes=120)
    with pytest.raises(Refused):
        agree_minutes(actor=cast.bo, person=cast.ada, minutes=120)


def test_five_percent_of_a_week() -> None:
    assert suggested_minutes({}) == 120
    hours = [["08:00", "12:00"], ["13:00", "17:00"]]
    assert suggested_minutes({"mon": hours, "tue": hours, "wed": hours}) == 70


def test_a_week_is_kept_in_the_order_of_its_days(cast: Cast) -> None:
    for _ in range(2):
        set_working_pattern(actor=cast.bo, hours={"tue": "6-14.30", "mon": "08:00–16:00", "sun": ""})
    cast.bo.refresh_from_db()
    assert cast.bo.working_pattern == {"mon": [["08:00", "16:00"]], "tue": [["06:00", "14:30"]]}
    assert audited("set_working_pattern") == 1


@pytest.mark.parametrize("typed", ["8", "22-6", "8-12, 11-16", "8-25", "x" * 121])
def test_what_is_no_day_of_work_is_refused(cast: Cast, typed: str) -> None:
    with pytest.raises(Invalid):
        set_working_pattern(actor=cast.bo, hours={"mon": typed})
    with pytest.raises(Invalid):
        set_working_pattern(actor=cast.bo, hours={"someday": "8-16"})


def test_a_coach_is_named_by_a_lead_and_let_go_by_either(cast: Cast) -> None:
    for _ in range(2):
        pair_person(actor=cast.ada, person=cast.dan, kind="coach", partner=cast.bo)
    assert audited("pair_person") == 1
    pair_person(actor=cast.bo, person=cast.dan, kind="coach", partner=None)
    pair_person(actor=cast.ada, person=cast.dan, kind="buddy", partner=cast.cleo)
    with pytest.raises(Refused):
        pair_person(actor=cast.eve, person=cast.dan, kind="buddy", partner=None)
    pair_person(actor=cast.dan, person=cast.dan, kind="buddy", partner=None)
    cast.dan.refresh_from_db()
    assert (cast.dan.coach, cast.dan.buddy) == (None, None)
    with pytest.raises(Invalid):
        pair_person(actor=cast.ada, person=cast.dan, kind="coach", partner=cast.dan)
    with pytest.raises(Refused):
        pair_person(actor=cast.dan, person=cast.dan, kind="coach", partner=cast.bo)


def test_a_topic_has_a_hashtag_that_stays(cast: Cast) -> None:
    topic = make_topic(actor=cast.ada, name="  Night   trains & Güter ")
    assert (topic.name, topic.tag) == ("Night trains & Güter", "nighttrainsgüter")
    for _ in range(2):
        change_topic(actor=cast.ada, topic=topic, name="Night trains", description="And their beds.")
    assert (topic.name, topic.tag, audited("change_topic")) == ("Night trains", "nighttrainsgüter", 1)
    for name in ("night trains", "NightTrainsGüter", "", "!!", "x" * 81):
        with pytest.raises(Invalid):
            make_topic(actor=cast.ada, name=name)
    for _ in range(2):
        close_topic(actor=cast.ada, topic=topic)
    for _ in range(2):
        reopen_topic(actor=cast.ada, topic=topic)
    assert (topic.closed_at, audited("close_topic"), audited("reopen_topic")) == (None, 1, 1)


def test_everybody_proposes_and_leads_answer_once(cast: Cast) -> None:
    proposal = propose_topic(actor=cast.dan, name="Snow", because="I plough.")
    assert propose_topic(actor=cast.dan, name="snow") == proposal
    topic = accept_topic(actor=cast.ada, proposal=proposal)
    assert accept_topic(actor=cast.ada, proposal=proposal) == topic
    decline_topic(actor=cast.ada, proposal=proposal)
    assert proposal.topic == topic
    other = propose_topic(actor=cast.dan, name="Ice")
    decline_topic(actor=cast.ada, proposal=other)
    with pytest.raises(Conflict):
        accept_topic(actor=cast.ada, proposal=other)
    with pytest.raises(Invalid):
        propose_topic(actor=cast.dan, name="SNOW")
    for number in range(10):
        propose_topic(actor=cast.dan, name=f"Topic {number}")
    with pytest.raises(Refused):
        propose_topic(actor=cast.dan, name="One more")


def test_what_one_knows_is_ticked_and_ends_without_being_forgotten(cast: Cast) -> None:
    now = clock.now()
    brakes, snow = (Topic.objects.create(name=name, tag=name, made_at=now) for name in ("brakes", "snow"))
    for _ in range(2):
        choose_topics(actor=cast.bo, topics=[brakes, snow])
    close_topic(actor=cast.ada, topic=brakes)
    choose_topics(actor=cast.bo, topics=[brakes])
    assert list(Expertise.objects.filter(ended_at=None).values_list("topic", flat=True)) == [brakes.pk]
    assert (Expertise.objects.count(), audited("choose_topics")) == (2, 2)
    with pytest.raises(Invalid):
        choose_topics(actor=cast.dan, topics=[brakes])


def test_languages_spoken_are_known_ones(cast: Cast) -> None:
    changed = change_person(
        actor=cast.bo, person=cast.bo, name="Bo", time_zone="", language="", languages=["nb", "ar", "nb"]
    )
    assert changed.languages == ["nb", "ar"]
    for wrong in (["tlh"], ["x" * 500]):
        with pytest.raises(Invalid):
            change_person(
                actor=cast.bo, person=cast.bo, name="Bo", time_zone="", language="", languages=wrong
            )


def test_a_unit_lead_agrees_in_their_unit_alone(cast: Cast) -> None:
    role(cast.cleo, RoleName.UNIT_LEAD, cast.operations)
    wish_minutes(actor=cast.bo, minutes=120)
    agree_minutes(actor=cast.cleo, person=cast.bo, minutes=120)
    wish_minutes(actor=cast.eve, minutes=120)
    with pytest.raises(Refused):
        agree_minutes(actor=cast.cleo, person=cast.eve, minutes=120)
