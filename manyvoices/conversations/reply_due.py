"""The promise to answer by a time: how it runs, rests, is kept, and what happens when it is not. Pure.

It starts when a message reaches us or is handed over, counts the open hours of the unit, and stops at one thing only: an
answer by a human that was sent. Pressing "Send" changes nothing, nor does an answer of a machine, one that failed or
one of which nobody knows what became. Snoozing (`snoozing.py`) hides a conversation, never the promise. While we wait
for the customer it rests. A due time that has passed stays: no pause, new rule or merging makes up for a miss.

A `Promise` is never changed; each function returns the one that follows. All moments are aware.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from django.utils.translation import gettext as _

from manyvoices.core.refusals import Invalid
from manyvoices.people.business_hours import BusinessHours, after, between

NOTHING, MINUTE = timedelta(), timedelta(minutes=1)
AGAIN = timedelta(minutes=30)  # open time after which what is late goes on to the next person
MOST_MINUTES = 30 * 24 * 60
LATEST = datetime.max.replace(tzinfo=UTC)

# Open minutes where nobody set a policy; what is not named here needs no answer.
USUAL_MINUTES = {"complaint": 60, "question": 240, "other": 480, "idea": 960, "praise": 960}


class Phase(StrEnum):
    """What the promise does, whatever time it is."""

    RUNNING = "running"
    WAITING = "waiting"  # for the customer
    ANSWERED = "answered"
    CLOSED = "closed"  # by a human, without an answer


class Standing(StrEnum):
    """How it looks at a moment. LATE still runs; MISSED is over; NONE was closed in time without an answer."""

    RUNNING = "running"
    LATE = "late"
    PAUSED = "paused"
    MET = "met"
    MISSED = "missed"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Policy:
    """`minutes` (open ones) within which the unit answers a `kind`, or any kind (None); no minutes: no promise.

    `around_the_clock`: they are minutes of any hour.
    Raises Invalid (`minutes`) for less than one and more than thirty days, and for none at all for complaints.
    """

    unit: int
    kind: str | None
    minutes: int | None
    around_the_clock: bool = False

    def __post_init__(self) -> None:
        if self.minutes is None and self.kind == "complaint":
            raise Invalid(minutes=_("Every complaint is answered. Say in how many minutes."))
        if self.minutes is not None and not 0 < self.minutes <= MOST_MINUTES:
            raise Invalid(minutes=_("Promise an answer within one minute to thirty days."))


@dataclass(frozen=True, slots=True)
class Terms:
    """So many open minutes of these hours."""

    minutes: int
    hours: BusinessHours


@dataclass(frozen=True, slots=True)
class Promise:
    """`due_at` is None while it rests in time; `left` is the open time that remained when it last stopped.

    (Below zero where it was shortened while it rested: it falls due as soon as it runs.) `stopped_at` is when it began
    to rest, was answered or closed; None while it runs.
    """

    terms: Terms
    phase: Phase
    started_at: datetime
    due_at: datetime | None
    left: timedelta = NOTHING
    stopped_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer as far as we know: `state` is its delivery's ("sent", "failed", "unknown", …), `at` when it took it."""

    at: datetime
    state: str
    by_human: bool


@dataclass(frozen=True, slots=True)
class Said:
    """For "0:48 left" and "late by 2:10": the hours and minutes of open time that go with the standing."""

    standing: Standing
    hours: int
    minutes: int


@dataclass(frozen=True, slots=True)
class Step:
    """What is late goes to this person (None: nobody else is on call, the unit's queue), and the lead is told or not."""

    person: int | None
    tells_lead: bool


def minutes_for(policies: Iterable[Policy], kind: str, path: Sequence[int]) -> int | None:
    """The minutes promised for a kind in a unit; `path` is the unit and those above it. None: no promise."""
    return policy_for(policies, kind, path).minutes


def policy_for(policies: Iterable[Policy], kind: str, path: Sequence[int]) -> Policy:
    """What holds for a kind in a unit; `path` is the unit and those above it.

    The nearest unit that says anything decides, there what it says of this kind before what it says of all. A policy
    for all kinds that promises nothing does not speak of complaints, and none speaks of spam unless it names it.
    """
    said = {(policy.unit, policy.kind): policy for policy in policies}
    for unit in path:
        if (unit, kind) in said:
            return said[unit, kind]
        of_all = said.get((unit, None))
        if of_all and kind != "spam" and not (kind == "complaint" and of_all.minutes is None):
            return of_all
    return Policy(path[-1], None, USUAL_MINUTES.get(kind))


def start(terms: Terms, at: datetime) -> Promise:
    """A message reached us, or was handed over to us, at this moment."""
    return Promise(terms, Phase.RUNNING, at, after(terms.hours, at, terms.minutes * MINUTE))


def wrote(promise: Promise, at: datetime, terms: Terms) -> Promise:
    """The customer writes (again). What runs goes on from the first message; what rested goes on; what was over is new.

    `terms` are those that hold now, for the new one. Call it too, after `answered`, with the arrival of the first
    message that the answer had not seen.
    """
    match promise.phase:
        case Phase.RUNNING:
            return promise
        case Phase.WAITING:
            return _running_again(promise, at)
        case _:
            return start(terms, at)


def waiting(promise: Promise, at: datetime) -> Promise:
    """A colleague says that it is the customer's turn, who has not been answered in writing. Only what runs can rest."""
    return _stopped(promise, Phase.WAITING, at) if promise.phase == Phase.RUNNING else promise


def resumed(promise: Promise, at: datetime) -> Promise:
    """It is our turn again, with the open time that was left."""
    return _running_again(promise, at) if promise.phase == Phase.WAITING else promise


def answered(promise: Promise, answer: Answer) -> Promise:
    """Stopped at the moment a human's answer was sent. Unchanged by anything else, and by one sent before it started.

    That last is the answer of which we learn late, when the customer has written again and a new promise runs.
    """
    is_answer = answer.by_human and answer.state == "sent" and answer.at >= promise.started_at
    if not is_answer or promise.phase == Phase.ANSWERED:
        return promise
    return replace(promise, phase=Phase.ANSWERED, stopped_at=answer.at)


def closed(promise: Promise, at: datetime) -> Promise:
    """A human closes it without an answer: spam, praise, settled by telephone. An answered one stays answered."""
    if promise.phase == Phase.WAITING:
        return replace(promise, phase=Phase.CLOSED)
    return _stopped(promise, Phase.CLOSED, at) if promise.phase == Phase.RUNNING else promise


def reopened(promise: Promise, at: datetime, terms: Terms) -> Promise:
    """A human opens it again: one closed without an answer goes on with what was left, an answered one is new."""
    match promise.phase:
        case Phase.CLOSED:
            return _running_again(promise, at)
        case Phase.ANSWERED:
            return start(terms, at)
        case _:
            return promise


def with_terms(promise: Promise, terms: Terms, at: datetime) -> Promise:
    """Other minutes (policy, kind) or hours (calendar, unit) from `at` on. What has been used stays used.

    It falls due at `at` at the earliest: a new rule makes nobody late in the past. What is late or answered already
    stays as it is, counted in its own hours.
    """
    more = (terms.minutes - promise.terms.minutes) * MINUTE
    if promise.phase == Phase.ANSWERED or (promise.due_at is not None and promise.due_at <= at):
        return promise
    if promise.due_at is None:
        return replace(promise, terms=terms, left=promise.left + more)
    left = max(NOTHING, between(promise.terms.hours, at, promise.due_at) + more)
    return replace(promise, terms=terms, due_at=after(terms.hours, at, left))


def merged(one: Promise, other: Promise) -> Promise:
    """The promise of two conversations made one: what runs before what rests before what is over.

    Of two that run the earlier due time wins, of two that rest the one with less left, of two that are over a miss,
    so that merging hides none; then the one that was over last.
    """
    return min(one, other, key=_merging)


def left(promise: Promise, now: datetime) -> timedelta:
    """The open time that is left; below zero the open time it is late. Of one that does not run: when it stopped."""
    if promise.due_at is None:
        return max(NOTHING, promise.left)
    at = promise.stopped_at or now
    hours = promise.terms.hours
    return between(hours, at, promise.due_at) or -between(hours, promise.due_at, at)


def standing(promise: Promise, now: datetime) -> Standing:
    """How the promise looks at `now`. What rests is paused, even if it was late before."""
    if promise.phase == Phase.RUNNING:
        return Standing.LATE if promise.due_at is not None and now >= promise.due_at else Standing.RUNNING
    if promise.phase == Phase.WAITING:
        return Standing.PAUSED
    if _is_missed(promise):
        return Standing.MISSED
    return Standing.MET if promise.phase == Phase.ANSWERED else Standing.NONE


def in_words(promise: Promise, now: datetime) -> Said:
    """What a page says. Time that is left is rounded up, so "0:00 left" is never said; lateness is rounded down."""
    span = left(promise, now)
    minutes = -(-span // MINUTE) if span > NOTHING else -span // MINUTE
    return Said(standing(promise, now), *divmod(minutes, 60))


def overdue_at(promise: Promise, last_at: datetime | None) -> datetime | None:
    """When the next `overdue_step` may be due: at once when late, then every half open hour. None: it does not run.

    `last_at` is when the last step of this promise was taken.
    """
    if promise.phase != Phase.RUNNING or last_at is None:
        return promise.due_at if promise.phase == Phase.RUNNING else None
    return after(promise.terms.hours, last_at, AGAIN)


def overdue_step(
    promise: Promise,
    now: datetime,
    *,
    on_call: Sequence[int],
    gone_to: Iterable[int],
    last_at: datetime | None,
) -> Step | None:
    """What has to happen now because nobody answered; None if nothing has to, or nobody is left to go to.

    `on_call` in order, as of now; `gone_to` are the owner and whom earlier steps went to. The lead is told by the first
    step alone, which always comes. One step at a time: a worker that slept does not call everybody at once. With
    nobody left, ask again when the rota changes (`people.rotas.next_change`).
    """
    due = overdue_at(promise, last_at)
    if due is None or now < due:
        return None
    asked = frozenset(gone_to)
    person = next((person for person in on_call if person not in asked), None)
    return Step(person, last_at is None) if person is not None or last_at is None else None


def _stopped(promise: Promise, phase: Phase, at: datetime) -> Promise:
    if promise.due_at is None or at >= promise.due_at:  # a due time that has passed is kept
        return replace(promise, phase=phase, stopped_at=at)
    rest = between(promise.terms.hours, at, promise.due_at)
    return replace(promise, phase=phase, due_at=None, left=rest, stopped_at=at)


def _running_again(promise: Promise, at: datetime) -> Promise:
    due = promise.due_at or after(promise.terms.hours, at, promise.left)
    return replace(promise, phase=Phase.RUNNING, due_at=due, left=NOTHING, stopped_at=None)


def _is_missed(promise: Promise) -> bool:
    due, stopped = promise.due_at, promise.stopped_at
    return due is not None and stopped is not None and stopped > due


def _merging(promise: Promise) -> tuple[object, ...]:
    """What is smallest wins; the end only makes the order total, so that it does not matter which comes first."""
    order = (promise.started_at, promise.terms.minutes, promise.terms.hours.zone, promise.terms.hours.week)
    stopped = promise.stopped_at or promise.started_at
    if promise.phase == Phase.RUNNING:
        return 0, promise.due_at, *order
    if promise.phase == Phase.WAITING:
        return 1, promise.due_at or LATEST, promise.left, stopped, *order
    return 2, not _is_missed(promise), LATEST - stopped, promise.phase, promise.due_at or LATEST, *order
