"""What the lines of a file are compared with: units, topics, and the people who are here."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from django.conf import settings
from django.db.models import Prefetch, Q, QuerySet
from django.db.models.functions import Lower
from django.utils.translation import override

from manyvoices.core.zones import known_zones
from manyvoices.people.importing.judging import Found
from manyvoices.people.importing.values import Known, plain, plain_path
from manyvoices.people.models import Expertise, Person, Role, RoleName, Topic, Unit


def known() -> Known:
    """What a line may name: open units and topics, roles, languages, time zones. Two queries."""
    return Known(
        units=unit_names(),
        roles=_role_names(),
        topics=_topic_names(),
        languages=frozenset(dict(settings.LANGUAGES)),
        time_zones=known_zones(),
    )


def unit_paths() -> dict[int, str]:
    """Each open unit's way from the root, like "Northlight / Operations". One query."""
    rows = {row[0]: row for row in Unit.objects.values_list("id", "parent_id", "name", "closed_at")}

    def way(unit_id: int | None) -> list[str]:
        if unit_id is None:
            return []
        _id, parent, name, _closed = rows[unit_id]
        return [*way(parent), name]

    return {unit_id: " / ".join(way(unit_id)) for unit_id, row in rows.items() if row[3] is None}


def unit_names() -> dict[str, int | None]:
    """Every way to name a unit: from the root, from below it, or its name alone where only one has it."""
    found: dict[str, int | None] = {}
    exact: dict[str, int | None] = {}
    for unit_id, path in unit_paths().items():
        whole = plain_path(path)
        exact[whole] = unit_id
        below = whole.partition("/")[2]
        for name in {below, whole.rpartition("/")[2]} - {""}:
            found[name] = None if found.get(name, unit_id) != unit_id else unit_id
    return found | exact


def found_for(lines: Sequence[Mapping[str, str]]) -> "People":
    """Those who are here with an e-mail address or a personnel number of the lines. Three queries."""
    emails = {line.get("email", "").lower() for line in lines} - {""}
    numbers = {line.get("number", "").lower() for line in lines} - {""}
    asked = Person.objects.annotate(number=Lower("login")).filter(Q(email__in=emails) | Q(number__in=numbers))
    return People(_with_what_they_have(asked))


class People:
    """People by what they sign in with."""

    def __init__(self, rows: Iterable[Person]) -> None:
        self._by_email: dict[str, Person] = {}
        self._by_number: dict[str, Person] = {}
        for person in rows:
            if person.email:
                self._by_email[person.email.lower()] = person
            if person.login:
                self._by_number[person.login.lower()] = person

    def of(self, line: Mapping[str, str]) -> Found:
        """Who the line may speak of."""
        return Found(
            self._by_email.get(line.get("email", "").lower()),
            self._by_number.get(line.get("number", "").lower()),
        )


def _with_what_they_have(people: QuerySet[Person]) -> QuerySet[Person]:
    return people.prefetch_related(
        Prefetch("roles", Role.objects.filter(ended_at=None)),
        Prefetch("expertise", Expertise.objects.filter(ended_at=None)),
    )


@cache
def _role_names() -> dict[str, str]:
    names = {plain(role.value.replace("_", " ")): role.value for role in RoleName}
    for code, _label in settings.LANGUAGES:
        with override(code):
            names |= {plain(str(role.label)): role.value for role in RoleName}
    return names


def _topic_names() -> dict[str, int]:
    found: dict[str, int] = {}
    for topic in Topic.objects.filter(closed_at=None).order_by("-id"):
        for name in (topic.name, topic.tag, *topic.names.values()):
            found[plain(name)] = topic.pk
    return found
