"""The names behind the numbers of audit rows, looked up for a page at once."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from manyvoices.core.models import AuditRow
from manyvoices.people.models import Person
from manyvoices.web.audit.words import said

# What is named by more than its kind and its number: the field with the name.
_NAMED_BY = {
    "people.Person": "name",
    "people.Unit": "name",
    "people.Brand": "name",
    "people.Invitation": "name",
    "voices.Voice": "handle",
}


@dataclass(frozen=True)
class Line:
    """One row as the page shows it. `details` are names and values, `target` is what it was done to."""

    pk: int
    at: datetime
    who: str
    what: str | Promise
    verb: str
    target: str
    because: str
    came_from: str
    details: Mapping[str, Any]
    chained: bool


def lines(rows: Iterable[AuditRow]) -> list[Line]:
    """The rows with names; two queries for people and one for each other kind of thing among them, whatever their number."""
    shown = list(rows)
    people = dict(Person.objects.filter(pk__in={row.actor_id for row in shown}).values_list("pk", "name"))
    targets = _targets(shown)
    return [
        Line(
            pk=row.pk,
            at=row.at,
            who=people.get(row.actor_id or 0, "") or (str(row.actor_id) if row.actor_id else _("the system")),
            what=said(row.verb),
            verb=row.verb,
            target=targets.get((row.target_type, row.target_id), _numbered(row)),
            because=row.because,
            came_from=row.came_from,
            details=row.details,
            chained=row.position is not None,
        )
        for row in shown
    ]


def _targets(rows: list[AuditRow]) -> dict[tuple[str, int | None], str]:
    wanted: dict[str, set[int]] = defaultdict(set)
    for row in rows:
        if row.target_type in _NAMED_BY and row.target_id is not None:
            wanted[row.target_type].add(row.target_id)
    found: dict[tuple[str, int | None], str] = {}
    for label, keys in wanted.items():
        named = apps.get_model(label)._default_manager.filter(pk__in=keys)
        for pk, name in named.values_list("pk", _NAMED_BY[label]):
            found[label, pk] = f"@{name}" if label == "voices.Voice" else str(name)
    return found


def _numbered(row: AuditRow) -> str:
    """A thing without a name of its own: its kind, and its number so that it can be found."""
    if not row.target_type:
        return ""
    kind = str(apps.get_model(row.target_type)._meta.verbose_name)
    return f"{kind} {row.target_id}" if row.target_id else kind
