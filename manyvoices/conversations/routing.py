"""To whom a message goes: the colleague who can answer it best, or the unit's queue and who hears of it next. Pure.

Each colleague is looked at alone and then compared, so a colleague who fits worse never changes the choice, and neither
does the order in which they come. The reasons are taken from the message alone: what somebody's day looks like (where
they are, how much they have on their desk, what is left of their time) decides too, and is never told.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from math import inf

from manyvoices.people.business_hours import BusinessHours, after

# What speaks for a colleague. Knowing the subject outweighs having spoken with the customer before, and both the
# nearness of the unit; being first on call outweighs it where it is urgent.
MAIN_TOPIC, OTHER_TOPIC, SPOKE_BEFORE = 8, 5, 6
SAME_UNIT, BELOW, ABOVE, ELSEWHERE = 4, 3, 1, 0
SPEAKS = 2
ON_CALL, ON_CALL_URGENT = 3, 9
OPEN_A_POINT, MOST_POINTS = 4, 6  # every four open conversations take a point away, six points at most

USUAL_WAIT = 240  # open minutes over which a message without a promise escalates
NEVER = datetime.min.replace(tzinfo=UTC)


class Way(StrEnum):
    """How a unit gives out its messages."""

    BEST = "best"
    ROUND_ROBIN = "round_robin"
    MANUAL = "manual"  # somebody assigns it
    TAKE_IT = "take_it"  # whoever takes it has it


class Because(StrEnum):
    """What speaks for the colleague, in terms of the message."""

    TOPIC = "topic"
    SPOKE_BEFORE = "spoke_before"
    LANGUAGE = "language"
    UNIT = "unit"
    ON_CALL = "on_call"
    TURN = "turn"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the message needs. `units` is its unit and those above it; `topics` are ids or names, the main one first.

    `language` is "" where nobody can tell; `last_speaker` the person who last answered this contact.
    """

    units: tuple[int, ...]
    topics: tuple[int | str, ...] = ()
    language: str = ""
    last_speaker: int | None = None
    is_urgent: bool = False


@dataclass(frozen=True, slots=True)
class Candidate:
    """A colleague as of now. `units` is their own unit and those above it; `on_call` their place in its order, from 0.

    `may_answer`: a right or role lets them answer as the voice that was spoken to. `languages` are codes as in the
    message, without a country ("pt"); empty: nobody said.
    `minutes_left` of the agreed week, None where no limit was agreed; `load` counts open conversations.
    """

    person: int
    units: tuple[int, ...]
    may_answer: bool
    is_reachable: bool
    topics: frozenset[int | str] = frozenset()
    languages: frozenset[str] = frozenset()
    on_call: int | None = None
    load: int = 0
    minutes_left: int | None = None
    last_assigned_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """For "knows brakes": the code, and the value where it has one (topic, language, unit of the message)."""

    because: Because
    value: int | str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """`person` None: it waits in the watched queue of the unit `queue`, never anywhere else.

    `may_take`, where people decide, are those to be told of it, the best first. It tells who can be reached, so it is
    for telling them and not for showing.
    """

    person: int | None
    reasons: tuple[Reason, ...]
    queue: int
    may_take: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Escalation:
    """At this moment a message that nobody took shows in the queue of `unit` too; the last step tells the lead."""

    at: datetime
    unit: int
    tells_lead: bool


Key = tuple[object, ...]  # the smallest is asked first; ends in the person, so no two are alike
Weighing = Callable[[Candidate], int]


def choose(wanted: Wanted, candidates: Iterable[Candidate], way: Way = Way.BEST) -> Choice:
    """Who answers, and why. Nobody where nobody is suitable, and where people decide by themselves.

    Suitable is who may answer, can be reached, does not speak other languages only, and knows a topic of it, answered
    the contact before, is on call, or belongs to the unit or one below. Whose weekly minutes are spent is asked only if
    nobody else is suitable, and only while on call. Round robin goes by turns among those who know the topic best.
    """
    weigh, turns = _weighing(wanted), way == Way.ROUND_ROBIN
    ranked: list[tuple[Key, Candidate]] = []
    for one in candidates:
        points = weigh(one) if one.may_answer and one.is_reachable else 0
        is_spent = one.minutes_left is not None and one.minutes_left <= 0
        if points and not (is_spent and one.on_call is None):
            key = _turn(one, is_spent, wanted) if turns else _best(one, is_spent, points)
            ranked.append((key, one))
    if way in {Way.MANUAL, Way.TAKE_IT}:
        return Choice(
            None, (), wanted.units[0], tuple(one.person for _key, one in sorted(ranked, key=_first))
        )
    if not ranked:
        return Choice(None, (), wanted.units[0])
    chosen = min(ranked, key=_first)[1]
    return Choice(chosen.person, _reasons(wanted, chosen, turns), wanted.units[0])


def escalation_steps(
    wanted: Wanted, since: datetime, *, minutes: int | None, hours: BusinessHours
) -> tuple[Escalation, ...]:
    """What happens, in order, while a message that reached us at `since` has nobody. Each step adds, none takes away.

    The units above see it one after the other, the lead of its own unit hears of it last, with a quarter of the
    promised `minutes` (None: of four hours) to go; where it is urgent, after half that time.
    """
    wait = timedelta(minutes=minutes or USUAL_WAIT) * (3 / 8 if wanted.is_urgent else 3 / 4)
    places = [(unit, False) for unit in wanted.units[1:]] + [(wanted.units[0], True)]
    return tuple(
        Escalation(after(hours, since, wait * number / len(places)), unit, tells_lead)
        for number, (unit, tells_lead) in enumerate(places, start=1)
    )


def _weighing(wanted: Wanted) -> Weighing:
    """How much speaks for a colleague; 0 for one who is not suitable. Made once a message, asked for each colleague."""
    unit, above = wanted.units[0], frozenset(wanted.units)
    main, others, language = wanted.topics[:1], frozenset(wanted.topics[1:]), wanted.language
    first_on_call = ON_CALL_URGENT if wanted.is_urgent else ON_CALL
    nearness: dict[int, int] = {}

    def weigh(one: Candidate) -> int:
        if language and one.languages and language not in one.languages:
            return 0
        points = 0
        if main and main[0] in one.topics:
            points = MAIN_TOPIC
        elif others and not others.isdisjoint(one.topics):
            points = OTHER_TOPIC
        if one.person == wanted.last_speaker:
            points += SPOKE_BEFORE
        if one.on_call is not None:
            points += max(1, first_on_call - one.on_call)
        near = nearness.get(one.units[0])
        if near is None:
            near = nearness[one.units[0]] = _nearness(unit, above, one.units)
        if not points and near < BELOW:
            return 0
        return points + near + (SPEAKS if language in one.languages else 0)

    return weigh


def _nearness(unit: int, above: frozenset[int], own: tuple[int, ...]) -> int:
    if own[0] == unit:
        return SAME_UNIT
    if unit in own:
        return BELOW
    return ABOVE if own[0] in above else ELSEWHERE


def _best(one: Candidate, is_spent: bool, points: int) -> Key:
    burden = min(one.load // OPEN_A_POINT, MOST_POINTS)
    rest = inf if one.minutes_left is None else one.minutes_left
    return is_spent, burden - points, one.load, -rest, one.last_assigned_at or NEVER, one.person


def _turn(one: Candidate, is_spent: bool, wanted: Wanted) -> Key:
    knows_main = one.topics.issuperset(wanted.topics[:1])
    distance = 0 if knows_main else 1 if not one.topics.isdisjoint(wanted.topics) else 2
    return is_spent, distance, one.last_assigned_at or NEVER, one.person


def _first(ranked: tuple[Key, Candidate]) -> Key:
    return ranked[0]


def _reasons(wanted: Wanted, one: Candidate, turns: bool) -> tuple[Reason, ...]:
    """What of the message speaks for this colleague."""
    said = [Reason(Because.TOPIC, topic) for topic in wanted.topics if topic in one.topics]
    if one.person == wanted.last_speaker:
        said.append(Reason(Because.SPOKE_BEFORE))
    if wanted.language in one.languages:
        said.append(Reason(Because.LANGUAGE, wanted.language))
    if wanted.units[0] in one.units:
        said.append(Reason(Because.UNIT, wanted.units[0]))
    if one.on_call is not None:
        said.append(Reason(Because.ON_CALL))
    return (*said, Reason(Because.TURN)) if turns else tuple(said)
