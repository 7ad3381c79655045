"""What can be chosen in the inbox: the units, labels and colleagues of whoever looks."""

from collections.abc import Mapping
from dataclasses import dataclass

from django import forms

from manyvoices.conversations.models import Label
from manyvoices.conversations.permissions import IN_INBOX
from manyvoices.conversations.queries.colleagues import answering_in
from manyvoices.people.models import Unit
from manyvoices.people.rights import Rights

Choices = list[tuple[str, str]]
# More labels than these are found by their conversations, not in a list.
MOST_LABELS = 200


@dataclass(frozen=True, slots=True)
class Offered:
    """Number and name of each, by name."""

    units: Choices
    labels: Choices
    people: Choices


def offered(held: Rights) -> Offered:
    """What is offered to whoever holds `held`: three queries. Labels of units above hold below them too."""
    units = held.units_with(IN_INBOX)
    around = {above for unit in units for above in held.lineage(unit)}
    places = Unit.objects.filter(pk__in=units, closed_at=None).order_by("name", "id")
    labels = Label.objects.filter(unit__in=around, ended_at=None).order_by("name", "id")[:MOST_LABELS]
    rows = labels.values_list("pk", "name", "unit__name")
    return Offered(
        units=[(str(pk), name) for pk, name in places.values_list("pk", "name")],
        labels=[(str(pk), f"{name} · {unit}") for pk, name, unit in rows],
        people=[(str(pk), name) for pk, name in answering_in(held, units).values_list("pk", "name")],
    )


def offer(form: forms.Form, choices: Mapping[str, Choices]) -> None:
    """Gives fields of the form their choices."""
    for name, offered_there in choices.items():
        field = form.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = offered_there
