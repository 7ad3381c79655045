"""The register of employee data: what is on where, and what is there about one person."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db.models import Count, Model, OuterRef, QuerySet, Subquery

from manyvoices.core.refusals import NotThere
from manyvoices.people.models import Correction, Person, RegisterSwitch, Unit, UnitKind
from manyvoices.people.permissions import ADMINISTRATORS
from manyvoices.people.register import Entry, Source
from manyvoices.people.register_entries import ENTRIES
from manyvoices.people.rights import Rights


def entry_named(name: str) -> Entry:
    """The entry. Raises NotThere."""
    if name not in ENTRIES:
        raise NotThere
    return ENTRIES[name]


def recorded_here(name: str, unit_id: int) -> bool:
    """Whether an entry about behaviour may be written for the people of a unit now. Two queries.

    Asked before each writing. Only the switch of the legal entity that the unit belongs to counts: an agreement of the
    group does not bind the employees of its subsidiary.
    """
    entity = legal_entity_of(unit_id)
    return entity is not None and RegisterSwitch.objects.filter(entry=name, unit=entity, off_at=None).exists()


def legal_entity_of(unit_id: int) -> int | None:
    """The id of the nearest legal entity: the unit itself or one above it. One query."""
    rows = Unit.objects.values_list("id", "parent_id", "kind")
    tree = {pk: (parent, kind) for pk, parent, kind in rows}
    here: int | None = unit_id
    while here is not None:
        parent, kind = tree[here]
        if kind == UnitKind.LEGAL_ENTITY:
            return here
        here = parent
    return None


def switches() -> QuerySet[RegisterSwitch]:
    """Every switch, those that are on first, with unit and people."""
    rows = RegisterSwitch.objects.select_related("unit", "on_by", "off_by")
    return rows.order_by("entry", "off_at", "unit__name", "id")


def counts(person: Person) -> dict[str, int]:
    """How many rows each entry holds about a person; one query whatever their number."""
    asked = [(entry.name, source) for entry, source in _sources() if source.by != "pk"]
    numbers = (_how_many(source) for _name, source in asked)
    found = Person.objects.filter(pk=person.pk).values_list(*numbers).get()
    total = dict.fromkeys(ENTRIES, 0)
    for (name, _source), number in zip(asked, found, strict=True):
        total[name] += number or 0
    return total


def rows_about(person: Person, source: Source) -> QuerySet[Any, dict[str, Any]]:
    """The values of a source about a person, newest first; only what the register declares as shown."""
    rows = _model(source)._default_manager.filter(**{source.by: person.pk}, **dict(source.where))
    return rows.order_by("-pk").values(*source.shown)


def everything_about(person: Person) -> dict[str, dict[str, list[dict[str, Any]]]]:
    """Entry -> model and field -> rows, for the export: all of it, whatever its number."""
    return {
        entry.name: {f"{s.model}.{s.by}": list(rows_about(person, s)) for s in entry.sources if s.fields}
        for entry in ENTRIES.values()
    }


def corrections_in_view(rights: Rights) -> QuerySet[Correction]:
    """What people of the units one administers asked to be corrected, the unanswered first, oldest first."""
    inside = Correction.objects.filter(person__unit_id__in=rights.units_with(ADMINISTRATORS))
    return inside.select_related("person__unit", "answered_by").order_by("answered_at", "asked_at", "id")


def administrators_of(rights: Rights, unit_id: int) -> QuerySet[Person]:
    """Those who administer the unit; `rights` lends its tree."""
    places = list(rights.lineage(unit_id))
    return Person.objects.filter(
        roles__name__in=ADMINISTRATORS,
        roles__unit__in=places,
        roles__brand=None,
        roles__ended_at=None,
        is_active=True,
    ).distinct()


def _sources() -> Iterator[tuple[Entry, Source]]:
    return ((entry, source) for entry in ENTRIES.values() for source in entry.sources)


def _how_many(source: Source) -> Subquery:
    rows = _model(source)._default_manager.filter(**{source.by: OuterRef("pk")}, **dict(source.where))
    return Subquery(rows.order_by().values(source.by).annotate(n=Count("pk")).values("n"))


def _model(source: Source) -> type[Model]:
    return apps.get_model(source.model)
