"""What a line would do: somebody new, a change, nothing, or what is wrong. Pure: the rows come loaded."""

from dataclasses import dataclass, field
from typing import Any

from manyvoices.core.refusals import Refused
from manyvoices.people.importing.problems import Problem
from manyvoices.people.importing.values import Wanted
from manyvoices.people.models import Person
from manyvoices.people.permissions import ADMINISTRATORS, LEADS, may_move_person, roles_to_give
from manyvoices.people.rights import Rights

NEW, CHANGED, UNCHANGED, WRONG = "new", "changed", "unchanged", "wrong"


@dataclass(frozen=True)
class Importer:
    """Who imports, into which unit what names none, and which units they lead."""

    held: Rights
    unit_id: int
    leads: frozenset[int]

    @classmethod
    def of(cls, held: Rights, unit_id: int) -> "Importer":
        """With the units worked out once for all lines."""
        return cls(held, unit_id, held.units_with(LEADS))


@dataclass(frozen=True)
class Found:
    """Who is here already with the line's e-mail address or personnel number, with live roles and topics."""

    by_email: Person | None = None
    by_number: Person | None = None

    @property
    def person(self) -> Person | None:
        """Whom the line speaks of."""
        return self.by_email or self.by_number


@dataclass
class Judgement:
    """What is to be written: fields of the person, a role as (name, unit id), topics they get. `problems`: nothing is."""

    person: Person | None = None
    fields: dict[str, Any] = field(default_factory=dict)
    role: tuple[str, int] | None = None
    topic_ids: tuple[int, ...] = ()
    problems: list[Problem] = field(default_factory=list)

    @property
    def what(self) -> str:
        """new, changed, unchanged or wrong."""
        if self.problems:
            return WRONG
        if self.person is None:
            return NEW
        return CHANGED if self.fields or self.role or self.topic_ids else UNCHANGED

    def refuse(self, column: str, code: str, value: str = "") -> None:
        """Adds a problem, unless the column has one."""
        if column not in {problem.column for problem in self.problems}:
            self.problems.append(Problem(column, code, value))


def judge(wanted: Wanted, problems: list[Problem], found: Found, importer: Importer) -> Judgement:
    """What the line would do in the hands of `importer`; `problems` are those of its text."""
    judgement = Judgement(person=found.person, problems=list(problems))
    if found.person is None:
        _somebody_new(judgement, wanted, importer)
    elif found.by_email and found.by_number and found.by_email.pk != found.by_number.pk:
        judgement.refuse("number", "two_people", wanted.number or "")
    else:
        _somebody_here(judgement, found.person, wanted, importer)
    return judgement


def _somebody_new(judgement: Judgement, wanted: Wanted, importer: Importer) -> None:
    unit_id = wanted.unit_id or importer.unit_id
    if not wanted.name:
        judgement.refuse("name", "name_missing")
    if not wanted.email and not wanted.number:
        if not {"email", "number"} & {problem.column for problem in judgement.problems}:
            judgement.refuse("email", "nothing_to_sign_in")
    elif wanted.invite and not wanted.email:
        judgement.refuse("invite", "invite_nowhere", "yes")
    if unit_id not in importer.leads:
        judgement.refuse("unit", "unit_not_yours")
    elif wanted.role and wanted.role not in roles_to_give(importer.held, unit_id):
        judgement.refuse("role", "role_not_yours", wanted.role)
    judgement.fields = {**_details(wanted), "unit_id": unit_id}
    judgement.role = (wanted.role, unit_id) if wanted.role else None
    judgement.topic_ids = wanted.topic_ids


def _somebody_here(judgement: Judgement, person: Person, wanted: Wanted, importer: Importer) -> None:
    is_self = person.pk == importer.held.person_id
    if person.unit_id not in importer.leads and not is_self:
        column, value = ("email", wanted.email) if person.email == wanted.email else ("number", wanted.number)
        judgement.refuse(column, "taken", value or "")
        return
    if not person.is_active:
        judgement.refuse("", "left")
        return
    judgement.fields = _changes(person, wanted)
    judgement.topic_ids = _missing_topics(person, wanted)
    may_change = is_self or importer.held.has_any_role(ADMINISTRATORS, person.unit_id)
    for column in _columns_changed(judgement):
        if not may_change or not _may_change_column(column, judgement, importer):
            judgement.refuse(column, "not_yours")
    _role_of_somebody_here(judgement, person, wanted, importer)


def _may_change_column(column: str, judgement: Judgement, importer: Importer) -> bool:
    """Whoever could write an address into another's account could sign in as them: only when it is empty, and only
    for administrators of everything, who could give themselves each role anyway."""
    if column in {"email", "number"}:
        before = getattr(judgement.person, _FIELDS[column])
        return not before and importer.held.has_any_role(ADMINISTRATORS, None)
    return column != "unit" or _may_move(judgement, importer)


def _may_move(judgement: Judgement, importer: Importer) -> bool:
    person, to_id = judgement.person, judgement.fields["unit_id"]
    if person is None:
        return False
    try:
        may_move_person(importer.held, person_id=person.pk, from_id=person.unit_id, to_id=to_id)
    except Refused:
        return False
    return True


def _role_of_somebody_here(judgement: Judgement, person: Person, wanted: Wanted, importer: Importer) -> None:
    if not wanted.role:
        return
    unit_id = wanted.unit_id or person.unit_id
    held = {(role.name, role.unit_id) for role in person.roles.all() if role.brand_id is None}
    if (wanted.role, unit_id) in held:
        return
    judgement.role = (wanted.role, unit_id)
    if person.pk == importer.held.person_id:
        judgement.refuse("role", "role_own", wanted.role)
    elif wanted.role not in roles_to_give(importer.held, unit_id):
        judgement.refuse("role", "role_not_yours", wanted.role)


_FIELDS = {
    "name": "name",
    "email": "email",
    "number": "login",
    "unit": "unit_id",
    "language": "language",
    "time_zone": "time_zone",
    "weekly_minutes": "weekly_minutes",
}


def _details(wanted: Wanted) -> dict[str, Any]:
    said = {
        "name": wanted.name,
        "email": wanted.email,
        "login": wanted.number,
        "unit_id": wanted.unit_id,
        "language": wanted.language,
        "time_zone": wanted.time_zone,
        "weekly_minutes": wanted.weekly_minutes,
    }
    return {name: value for name, value in said.items() if value is not None}


def _changes(person: Person, wanted: Wanted) -> dict[str, Any]:
    changed = {name: value for name, value in _details(wanted).items() if getattr(person, name) != value}
    if (person.login or "").casefold() == (wanted.number or "").casefold():
        changed.pop("login", None)
    return changed


def _missing_topics(person: Person, wanted: Wanted) -> tuple[int, ...]:
    known = {expertise.topic_id for expertise in person.expertise.all()}
    return tuple(topic_id for topic_id in wanted.topic_ids if topic_id not in known)


def _columns_changed(judgement: Judgement) -> list[str]:
    columns = [column for column, name in _FIELDS.items() if name in judgement.fields]
    return [*columns, "topics"] if judgement.topic_ids else columns
