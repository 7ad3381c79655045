"""Which conversations there are: who wrote what, when, and how far it has come. The same each time for the same moment. Pure."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from random import Random

from manyvoices.demo.content_files import Table, read
from manyvoices.demo.saying import fresh, said

# Minutes of any hour; what is not named needs no answer.
PROMISED = {"complaint": 240, "question": 24 * 60, "other": 48 * 60, "idea": 48 * 60}
ELSEWHERE = ("email", "share-x", "share-linkedin")


class State(StrEnum):
    """How far a conversation has come."""

    CLOSED = "closed"
    WAITING = "waiting"
    SNOOZED = "snoozed"
    OPEN = "open"
    LATE = "late"
    TOLD = "told"
    PRIVATE = "private"


# State, kind -> how many: three hundred, as a week in the middle of the year looks like.
COUNTS: dict[tuple[State, str], int] = {
    (State.CLOSED, "complaint"): 92,
    (State.CLOSED, "question"): 66,
    (State.CLOSED, "praise"): 18,
    (State.CLOSED, "idea"): 8,
    (State.CLOSED, "other"): 4,
    (State.CLOSED, "spam"): 9,
    (State.WAITING, "complaint"): 14,
    (State.WAITING, "question"): 8,
    (State.WAITING, "idea"): 2,
    (State.SNOOZED, "question"): 5,
    (State.SNOOZED, "idea"): 3,
    (State.OPEN, "complaint"): 13,
    (State.OPEN, "question"): 17,
    (State.OPEN, "praise"): 2,
    (State.OPEN, "idea"): 2,
    (State.OPEN, "other"): 3,
    (State.OPEN, "spam"): 8,
    (State.LATE, "complaint"): 5,
    (State.TOLD, "complaint"): 1,
    (State.PRIVATE, ""): 20,
}


@dataclass
class Talk:
    """One conversation as it went. `who` is a place in the list of passengers; `answer` and `more` are empty where none came."""

    state: State
    kind: str
    language: str
    topic: str
    to: str
    network: str
    who: int
    says: str
    at: datetime
    by: str = ""
    answer: str = ""
    answered_at: datetime | None = None
    more: str = ""
    more_at: datetime | None = None
    closed_at: datetime | None = None
    chance: Random = field(default_factory=Random, repr=False)


def planned(now: datetime, seed: str, people: int) -> list[Talk]:
    """All of them, the oldest first."""
    plan, found = _Plan(now, people), []
    for (state, kind), count in COUNTS.items():
        for number in range(count):
            chance = Random(f"{seed}:talk:{state}:{kind}:{number}")
            found.append(plan.talk(state, kind, plan.foreign(state, kind, number), chance))
    return sorted(found, key=lambda one: (one.at, one.says))


class _Plan:
    """Takes the templates one after the other; no text is written twice."""

    def __init__(self, now: datetime, people: int) -> None:
        self._now, self._people = now, people
        self._words, self._used = read("conversations"), list[str]()

    def foreign(self, state: State, kind: str, number: int) -> bool:
        """The first three questions that are open came in a language that nobody answers in."""
        return state == State.OPEN and kind == "question" and number < 3

    def talk(self, state: State, kind: str, is_foreign: bool, chance: Random) -> Talk:
        """One conversation of this state and kind."""
        told, text = self._said(state, kind, is_foreign, chance)
        self._used.append(text)
        made = Talk(
            state=state,
            kind=kind or told["kind"],
            language=told["language"],
            topic=told.get("topic", ""),
            to=told["to"],
            network=_network(state, told["to"], chance),
            who=1 if state == State.TOLD else chance.randrange(2, self._people // 2),
            says=text,
            at=self._now - _age(state, kind, told, chance),
            chance=chance,
        )
        if state in {State.CLOSED, State.WAITING}:
            _answer(made, told, self._now)
        return made

    def _said(self, state: State, kind: str, is_foreign: bool, chance: Random) -> tuple[Table, str]:
        """A template of the kind and a text of it that nobody wrote yet."""
        if state == State.TOLD:
            return self._words["told"][0], self._words["told"][0]["says"]
        able = self._words["own"]
        if state != State.PRIVATE:
            of_kind = [one for one in self._words["thread"] if one["kind"] == kind]
            able = [one for one in of_kind if (one["language"] == "fr") == is_foreign]
        if (state, kind) == (State.OPEN, "complaint"):  # of the subject of the tour the one of the tour waits
            able = [one for one in able if one["topic"] != self._words["told"][0]["topic"]]
        for told in chance.sample(able, len(able)):
            text = fresh(told["says"], self._used, chance)
            if text:
                return told, text
        raise ValueError(f"No more texts of the kind {kind or 'own'} in conversations.toml")


def _network(state: State, to: str, chance: Random) -> str:
    if state in {State.TOLD, State.PRIVATE} or to not in {"northlight", "care", "lindtal"}:
        return "native"
    return chance.choices(("native", *ELSEWHERE), weights=(70, 20, 5, 5))[0]


def _age(state: State, kind: str, told: Table, chance: Random) -> timedelta:
    match state:
        case State.TOLD:
            minutes = float(told["minutes"])
        case State.LATE:
            minutes = PROMISED["complaint"] + chance.uniform(4, 24)
        case State.OPEN:
            minutes = chance.uniform(4, 0.8 * PROMISED.get(kind, 24 * 60))
        case State.SNOOZED:
            minutes = chance.uniform(180, 720)
        case State.WAITING:
            minutes = chance.uniform(600, 8_600)
        case _:
            minutes = chance.uniform(2 * 1440, 89 * 1440)
    return timedelta(minutes=minutes)


def _answer(talk: Talk, told: Table, now: datetime) -> None:
    """What we said, when, and how it ended."""
    chance = talk.chance
    end = talk.at + timedelta(minutes=chance.uniform(30, 600))
    if told["answer"]:
        promised = PROMISED.get(talk.kind, 24 * 60)
        # Eight in a hundred came later than was promised.
        share = chance.uniform(1.1, 2.0) if chance.random() < 0.08 else chance.uniform(0.03, 0.7)
        talk.by = chance.choice(told["by"])
        talk.answer = said(chance.choice(told["answer"]), chance)
        talk.answered_at = talk.at + min(timedelta(minutes=share * promised), (now - talk.at) / 2)
        end = talk.answered_at + timedelta(minutes=chance.uniform(60, 1_200))
    if talk.state == State.CLOSED:
        talk.closed_at = min(end, now - timedelta(minutes=5))
        talk.more = said(chance.choice(told["more"] or [""]), chance)
        if talk.more and talk.answered_at:
            talk.more_at = talk.answered_at + (talk.closed_at - talk.answered_at) / 2
