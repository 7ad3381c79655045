"""Choosing a unit by its way from the top: in a large organisation a name alone does not tell which one."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import QuerySet

from manyvoices.people.models import Unit
from manyvoices.people.queries import units_in_view
from manyvoices.people.rights import Rights
from manyvoices.web.long_select import LongSelect


class UnitChoice(forms.ModelChoiceField):  # type: ignore[type-arg]  # not generic at run time
    """A choice among units that are offered later, each shown with those above it."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(Unit.objects.none(), **{"empty_label": None, "widget": LongSelect, **kwargs})
        self._paths: Mapping[int, str] = {}

    def offer(self, units: QuerySet[Unit], paths: Mapping[int, str]) -> None:
        """Offer `units`, shown by `paths`, in the order of the ways."""
        self._paths = paths
        self.queryset = units
        shown = sorted((paths.get(unit.pk, unit.name), unit.pk) for unit in units)
        empty = [("", self.empty_label)] if self.empty_label is not None else []
        self.choices = [*empty, *((pk, path) for path, pk in shown)]


def units_to_choose(held: Rights) -> QuerySet[Unit]:
    """The open units the reader leads or administers."""
    return units_in_view(held).filter(closed_at=None)
