"""The colleague a message goes to: by example, and whatever the colleagues are."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from manyvoices.conversations.routing import (
    Because,
    Candidate,
    Choice,
    Reason,
    Wanted,
    Way,
    choose,
    escalation_steps,
)
from manyvoices.people.business_hours import ALWAYS, BusinessHours
from manyvoices.people.calendars import Week

RAIL, OPERATIONS, DEPOT, SALES = 1, 2, 3, 4
ADA, BO, CLEO, DAN = 1, 2, 3, 4
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)

WANTED = Wanted((OPERATIONS, RAIL), topics=("brakes", "noise"), language="de")
EXPERT = Candidate(
    BO, (DEPOT, OPERATIONS, RAIL), True, True, topics=frozenset({"brakes"}), languages=frozenset({"de"})
)
RESPONDER = Candidate(CLEO, (OPERATIONS, RAIL), True, True, languages=frozenset({"de", "en"}), on_call=0)


def test_the_expert_answers_and_the_message_says_why() -> None:
    choice = choose(WANTED, [RESPONDER, EXPERT])
    assert choice == Choice(
        BO,
        (Reason(Because.TOPIC, "brakes"), Reason(Because.LANGUAGE, "de"), Reason(Because.UNIT, OPERATIONS)),
        OPERATIONS,
    )


def test_while_the_expert_is_at_lunch_the_responder_on_call_answers() -> None:
    choice = choose(WANTED, [RESPONDER, replace(EXPERT, is_reachable=False)])
    assert choice.person == CLEO
    assert choice.reasons == (
        Reason(Because.LANGUAGE, "de"),
        Reason(Because.UNIT, OPERATIONS),
        Reason(Because.ON_CALL),
    )


def test_where_it_is_urgent_who_is_on_call_answers_first() -> None:
    assert choose(replace(WANTED, is_urgent=True), [RESPONDER, EXPERT]).person == CLEO
    second = replace(RESPONDER, person=ADA, on_call=1)
    assert choose(replace(WANTED, is_urgent=True), [second, RESPONDER]).person == CLEO
    both = replace(EXPERT, person=DAN, on_call=2)
    assert choose(replace(WANTED, is_urgent=True), [RESPONDER, both]).person == DAN


def test_who_answered_the_contact_before_goes_on_unless_somebody_knows_the_subject() -> None:
    wanted = replace(WANTED, last_speaker=CLEO)
    colleague = replace(RESPONDER, person=ADA)
    assert choose(wanted, [RESPONDER, colleague]).person == CLEO
    elsewhere = replace(RESPONDER, units=(SALES, RAIL), on_call=None)
    assert choose(wanted, [elsewhere, EXPERT]).person == BO
    assert Reason(Because.SPOKE_BEFORE) in choose(wanted, [elsewhere]).reasons
    assert choose(WANTED, [elsewhere]).person is None


def test_knowing_a_side_topic_counts_less_than_the_main_one() -> None:
    side = replace(EXPERT, person=ADA, topics=frozenset({"noise"}))
    assert choose(WANTED, [side, EXPERT]).person == BO
    assert choose(WANTED, [side, replace(EXPERT, topics=frozenset())]).person == ADA


@pytest.mark.parametrize(
    "change",
    [
        {"may_answer": False},
        {"is_reachable": False},
        {"languages": frozenset({"fr"})},
        {"minutes_left": 0},
        {"topics": frozenset(), "units": (SALES, RAIL)},
        {"topics": frozenset(), "units": (RAIL,)},
    ],
)
def test_who_is_not_suitable_is_never_asked_and_it_waits_in_the_queue(change: dict[str, object]) -> None:
    unsuitable = replace(EXPERT, **change)  # type: ignore[arg-type]
    for way in Way:
        assert choose(WANTED, [unsuitable], way) == Choice(None, (), OPERATIONS)
    assert choose(WANTED, [], Way.BEST) == Choice(None, (), OPERATIONS)


def test_a_language_nobody_named_is_no_hindrance() -> None:
    silent = replace(EXPERT, languages=frozenset())
    assert choose(WANTED, [silent]).person == BO
    assert choose(WANTED, [silent, replace(EXPERT, person=DAN)]).person == DAN
    assert choose(replace(WANTED, language=""), [replace(EXPERT, languages=frozenset({"fr"}))]).person == BO


def test_whose_week_is_spent_answers_only_on_call_and_after_everybody_else() -> None:
    spent = replace(RESPONDER, minutes_left=0)
    far = replace(RESPONDER, person=DAN, on_call=None, load=90)
    assert choose(WANTED, [spent]).person == CLEO
    assert choose(WANTED, [spent, far]).person == DAN


def test_equals_are_told_apart_by_load_time_left_and_turn() -> None:
    first, second = EXPERT, replace(EXPERT, person=DAN)
    assert choose(WANTED, [second, first]).person == BO
    assert choose(WANTED, [replace(first, load=1), second]).person == DAN
    assert choose(WANTED, [replace(first, minutes_left=30), replace(second, minutes_left=31)]).person == DAN
    assert choose(WANTED, [replace(first, minutes_left=30), second]).person == DAN
    assert choose(WANTED, [replace(first, last_assigned_at=NOW), second]).person == DAN
    assert (
        choose(WANTED, [replace(first, load=24), replace(RESPONDER, units=(DEPOT, OPERATIONS))]).person
        == CLEO
    )


def test_round_robin_goes_by_turns_among_those_who_know_it_best() -> None:
    experts = [replace(EXPERT, person=who, load=who * 9) for who in (ADA, BO, DAN)]
    chosen = []
    for minute in range(6):
        choice = choose(WANTED, [*experts, RESPONDER], Way.ROUND_ROBIN)
        assert choice.reasons[-1] == Reason(Because.TURN)
        chosen.append(choice.person)
        at = NOW + timedelta(minutes=minute)
        experts = [
            replace(one, last_assigned_at=at) if one.person == choice.person else one for one in experts
        ]
    assert chosen == [ADA, BO, DAN, ADA, BO, DAN]
    assert choose(WANTED, [RESPONDER], Way.ROUND_ROBIN).person == CLEO


@pytest.mark.parametrize("way", [Way.MANUAL, Way.TAKE_IT])
def test_where_people_decide_the_queue_holds_it_and_the_suitable_are_told(way: Way) -> None:
    lazy = replace(EXPERT, person=DAN, may_answer=False)
    assert choose(WANTED, [RESPONDER, lazy, EXPERT], way) == Choice(None, (), OPERATIONS, (BO, CLEO))


def test_what_nobody_took_goes_up_and_the_lead_hears_while_there_is_time() -> None:
    deep = Wanted((DEPOT, OPERATIONS, RAIL))
    steps = escalation_steps(deep, NOW, minutes=60, hours=ALWAYS)
    after = [(step.at - NOW) // timedelta(minutes=1) for step in steps]
    assert after == [15, 30, 45]
    assert [(step.unit, step.tells_lead) for step in steps] == [
        (OPERATIONS, False),
        (RAIL, False),
        (DEPOT, True),
    ]
    urgent = escalation_steps(replace(deep, is_urgent=True), NOW, minutes=60, hours=ALWAYS)
    assert urgent[-1].at == NOW + timedelta(minutes=22.5)
    (only,) = escalation_steps(Wanted((RAIL,)), NOW, minutes=None, hours=ALWAYS)
    assert (only.at, only.unit, only.tells_lead) == (NOW + timedelta(hours=3), RAIL, True)


def test_it_goes_up_in_open_hours() -> None:
    hours = BusinessHours.of(Week("UTC", {"mon": [["08:00", "09:15"]], "tue": [["08:00", "17:00"]]}))
    steps = escalation_steps(Wanted((OPERATIONS, RAIL)), NOW, minutes=60, hours=hours)
    assert steps[0].at == datetime(2026, 11, 24, 8, 7, 30, tzinfo=UTC)


PLACES = [(RAIL,), (OPERATIONS, RAIL), (DEPOT, OPERATIONS, RAIL), (SALES, RAIL)]
TOPICS = ["brakes", "noise", "fares"]
seeds = st.integers(0, 2**32)  # a whole case from one number: far quicker than drawing each of its parts
many = settings(deadline=None, max_examples=150)
BY_RULE = (Way.BEST, Way.ROUND_ROBIN)


def case(seed: int) -> tuple[Wanted, list[Candidate], Random]:
    """A message, up to seven colleagues, and more chance."""
    chance = Random(seed)
    wanted = Wanted(
        chance.choice(PLACES),
        tuple(chance.sample(TOPICS, chance.randint(0, 2))),
        chance.choice(["", "de", "fr"]),
        chance.choice([None, 1, 2, 3]),
        chance.random() < 0.3,
    )
    return wanted, [somebody(person, chance) for person in range(1, chance.randint(1, 8))], chance


def somebody(person: int, chance: Random) -> Candidate:
    return Candidate(
        person,
        chance.choice(PLACES),
        chance.random() < 0.8,
        chance.random() < 0.8,
        frozenset(chance.sample(TOPICS, chance.randint(0, 2))),
        frozenset(chance.sample(["de", "fr"], chance.randint(0, 2))),
        chance.choice([None, 0, 1, 2, 9]),
        chance.randint(0, 40),
        chance.choice([None, -5, 0, 1, 60]),
        chance.choice([None, NOW, NOW - timedelta(hours=1)]),
    )


@many
@given(seeds)
def test_the_order_does_not_matter_and_whoever_is_not_chosen_is_not_needed(seed: int) -> None:
    wanted, people, chance = case(seed)
    for way in BY_RULE:
        choice = choose(wanted, people, way)
        assert choose(wanted, chance.sample(people, len(people)), way) == choice
        for left_out in people:
            if left_out.person != choice.person:
                assert choose(wanted, [one for one in people if one != left_out], way) == choice


@many
@given(seeds)
def test_whoever_is_chosen_may_answer_can_be_reached_and_has_time_or_is_on_call(seed: int) -> None:
    wanted, people, _chance = case(seed)
    for way in BY_RULE:
        choice = choose(wanted, people, way)
        possible = {one.person: one for one in people if choose(wanted, [one], way).person is not None}
        assert (choice.person is None) == (not possible)
        assert choice.queue == wanted.units[0]
        if choice.person is not None:
            chosen = possible[choice.person]
            assert chosen.may_answer
            assert chosen.is_reachable
            rested = [one for one in possible.values() if one.minutes_left is None or one.minutes_left > 0]
            assert chosen in rested or (not rested and chosen.on_call is not None)


@many
@given(seeds)
def test_who_was_chosen_stays_so_with_less_on_the_desk_and_more_time(seed: int) -> None:
    wanted, people, _chance = case(seed)
    choice = choose(wanted, people)
    eased = [
        replace(one, load=0, minutes_left=None) if one.person == choice.person else one for one in people
    ]
    assert choose(wanted, eased).person == choice.person


@many
@given(seeds)
def test_the_reasons_say_nothing_of_the_persons_day(seed: int) -> None:
    wanted, _people, chance = case(seed)
    one, day = somebody(1, chance), somebody(1, chance)
    other = replace(one, load=day.load, minutes_left=day.minutes_left, last_assigned_at=day.last_assigned_at)
    before, after = choose(wanted, [one]), choose(wanted, [other])
    if before.person == after.person:
        assert before == after
    allowed = {"", wanted.language, wanted.units[0], *wanted.topics}
    assert {reason.value for reason in before.reasons} <= allowed
