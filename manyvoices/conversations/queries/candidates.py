"""Who may answer, as of now: everything that choosing one asks about people, read once a batch."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import chain

from django.db.models import Count, OuterRef, Q, Subquery

from manyvoices.conversations.models import Assignment, Conversation, Standing
from manyvoices.conversations.permissions import ANSWERS
from manyvoices.conversations.routing import Candidate
from manyvoices.people.models import Expertise, Grant, Person, Right, Role
from manyvoices.people.queries.on_call import minutes_left, on_call_now, reachable_people
from manyvoices.people.units import Parents, path_to


@dataclass(frozen=True, slots=True)
class Answering:
    """Somebody who may answer in `places` and below; `as_of` is them for routing, without what a unit adds."""

    places: frozenset[int]
    as_of: Candidate
    person: Person


class Colleagues:
    """Candidates by unit, and what they are given while a batch is given out. A fixed number of queries."""

    def __init__(self, parents: Parents, units: Collection[int], now: datetime) -> None:
        self._parents, self._now = parents, now
        self._people = _answering(parents, now)
        self.on_call: Mapping[int, tuple[int, ...]] = on_call_now(units, now)
        self._by_unit: dict[int, dict[int, Candidate]] = {}
        self._turns = 0

    def of(self, unit: int) -> Collection[Candidate]:
        """Everybody who may answer in this unit, as of now and of what this batch gave them."""
        return self._of(unit).values()

    def next_on_call(self, unit: int) -> list[int]:
        """Who is on call in this unit now, may answer there and can be reached; the first to ask first."""
        here = self._of(unit)
        return [one for one in self.on_call.get(unit, ()) if one in here and here[one].is_reachable]

    def may_answer(self, unit: int, person: int) -> bool:
        """Whether this person may answer in this unit."""
        return person in self._of(unit)

    def person(self, pk: int) -> Person:
        """The row of somebody who may answer."""
        return self._people[pk].person

    def at(self, unit: int) -> list[int]:
        """Those who were given to answer in this very unit, by a role or a grant."""
        return sorted(person for person, one in self._people.items() if unit in one.places)

    def given(self, person: int) -> None:
        """They got one more."""
        self._turns += 1
        one = self._people[person]
        self._people[person] = replace(one, as_of=self._with_one_more(one.as_of))
        for found in self._by_unit.values():
            if person in found:
                found[person] = self._with_one_more(found[person])

    def _with_one_more(self, one: Candidate) -> Candidate:
        at = self._now + timedelta(microseconds=self._turns)  # one after the other, within the batch
        return replace(one, load=one.load + 1, last_assigned_at=at)

    def _of(self, unit: int) -> dict[int, Candidate]:
        if unit not in self._by_unit:
            above = frozenset(path_to(self._parents, unit))
            turn = {person: place for place, person in enumerate(self.on_call.get(unit, ()))}
            self._by_unit[unit] = {
                person: replace(one.as_of, on_call=turn.get(person))
                for person, one in self._people.items()
                if not above.isdisjoint(one.places)
            }
        return self._by_unit[unit]


def spoken(language: str, languages: Iterable[str]) -> frozenset[str]:
    """The codes, without countries, in which somebody can answer; empty where they never named a further one.

    The language of their pages says what they read, so alone it keeps no message from them.
    """
    further = {code.partition("-")[0] for code in languages}
    return frozenset(further | {language.partition("-")[0]} - {""} if further else ())


def _answering(parents: Parents, now: datetime) -> dict[int, Answering]:
    """Everybody who may answer somewhere: by a role or a grant that stands, for every brand, as `may_answer` asks."""
    places = _places(now)
    reachable, left = reachable_people(places, now), minutes_left(places, now)
    known, load = _known(places), _load(places)
    newest = Assignment.objects.filter(person=OuterRef("pk")).order_by("-at").values("at")[:1]
    here = Person.objects.filter(pk__in=places, is_active=True).annotate(last_at=Subquery(newest))
    return {
        one.pk: Answering(
            frozenset(places[one.pk]),
            Candidate(
                person=one.pk,
                units=tuple(path_to(parents, one.unit_id)),
                may_answer=True,
                is_reachable=one.pk in reachable,
                topics=frozenset(known[one.pk]),
                languages=spoken(one.language, one.languages),
                load=load[one.pk],
                minutes_left=left[one.pk],
                last_assigned_at=one.last_at,
            ),
            one,
        )
        for one in here
    }


def _places(now: datetime) -> dict[int, set[int]]:
    """Person -> the units in which a role or a grant lets them answer."""
    roles = Role.objects.filter(name__in=ANSWERS, ended_at=None, brand=None)
    live = Q(expires_at=None) | Q(expires_at__gt=now)
    grants = Grant.objects.filter(live, right=Right.ANSWER, revoked_at=None, brand=None)
    places: dict[int, set[int]] = defaultdict(set)
    for person, unit in chain(
        roles.values_list("person_id", "unit_id"), grants.values_list("person_id", "unit_id")
    ):
        places[person].add(unit)
    return places


def _known(people: Collection[int]) -> dict[int, set[int | str]]:
    found: dict[int, set[int | str]] = defaultdict(set)
    said = Expertise.objects.filter(person__in=people, ended_at=None, topic__closed_at=None)
    for person, topic in said.values_list("person_id", "topic_id"):
        found[person].add(topic)
    return found


def _load(people: Collection[int]) -> Counter[int]:
    """Open conversations each."""
    theirs = Conversation.objects.filter(assigned_to__in=people).exclude(standing=Standing.CLOSED)
    return Counter(dict(theirs.order_by().values_list("assigned_to").annotate(Count("pk"))))
