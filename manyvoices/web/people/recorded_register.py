"""The register of employee data, for the employee representatives and whoever answers for it. No person is in it."""

from collections.abc import Iterator
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from manyvoices.core.refusals import NotThere
from manyvoices.core.sheets import sheet
from manyvoices.people.actions.switch_register_entry import switch_register_entry
from manyvoices.people.models import Person, RegisterSwitch, RoleName, Unit, UnitKind
from manyvoices.people.permissions import ADMINISTRATORS
from manyvoices.people.queries import rights
from manyvoices.people.queries.register import switches
from manyvoices.people.register import Entry
from manyvoices.people.register_entries import ENTRIES
from manyvoices.people.rights import Rights
from manyvoices.web.refusing import attempt
from manyvoices.web.working_page import working_page

SWITCHERS = ADMINISTRATORS | {RoleName.PROGRAMME_LEAD.value}
COLUMNS = (
    "entry",
    "title",
    "purpose",
    "legal_basis",
    "seen_by",
    "kept",
    "behaviour",
    "unit",
    "agreement",
    "on_at",
    "on_by",
    "off_at",
    "off_by",
)
READERS = SWITCHERS | {RoleName.EMPLOYEE_REPRESENTATIVE.value, RoleName.AUDITOR.value}


class SwitchForm(forms.Form):
    """For which legal entity, under which agreement."""

    unit = forms.ModelChoiceField(Unit.objects.none(), label=_("Legal entity"), empty_label=None)
    agreement = forms.CharField(
        label=_("Agreement"),
        help_text=_("Name and date of the agreement with the employee representatives."),
        max_length=500,
    )

    def __init__(self, held: Rights, data: object = None) -> None:
        super().__init__(data, auto_id=False)  # type: ignore[arg-type]
        unit = self.fields["unit"]
        if isinstance(unit, forms.ModelChoiceField):
            mine = Unit.objects.filter(pk__in=held.units_with(SWITCHERS), kind=UnitKind.LEGAL_ENTITY)
            unit.queryset = mine.filter(closed_at=None).order_by("name", "id")


@dataclass(frozen=True, slots=True)
class Line:
    """One entry with its switches, those that are on first, each with whether the reader may switch it off."""

    entry: Entry
    switches: list[tuple[RegisterSwitch, bool]]
    form: SwitchForm | None


@working_page("GET")
def register(request: HttpRequest, me: Person) -> HttpResponse:
    """Every entry, and which are on for which legal entity, since when, by whom, under which agreement."""
    return _page(request, _reader(me), tried=None)


@working_page("GET")
def register_csv(request: HttpRequest, me: Person) -> HttpResponse:
    """The same as a CSV file: a line for each entry and switch."""
    answer = HttpResponse("".join(sheet(COLUMNS, _rows(_reader(me)))), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="register.csv"'
    return answer


@working_page("POST")
def switch_on(request: HttpRequest, me: Person, name: str) -> HttpResponse:
    """Switch an entry on for a legal entity, with the agreement named."""
    held = _switcher(me)
    if name not in ENTRIES or not ENTRIES[name].behaviour:
        raise NotThere
    form = SwitchForm(held, request.POST)
    if form.is_valid():
        attempt(form, switch_register_entry, actor=me, entry=name, on=True, **form.cleaned_data)
    if form.errors:
        return _page(request, held, tried=(name, form))
    messages.success(request, gettext("Recorded from now on. The employee representatives see it here."))
    return redirect("register")


@working_page("POST")
def switch_off(request: HttpRequest, me: Person, switch_id: int) -> HttpResponse:
    """Switch it off again; the line stays as history."""
    inside = switches().filter(unit_id__in=_switcher(me).units_with(SWITCHERS))
    row = inside.filter(pk=switch_id).first()
    if row is None:
        raise NotThere
    switch_register_entry(actor=me, unit=row.unit, entry=row.entry, on=False)
    messages.success(request, gettext("Not recorded any more, from now on."))
    return redirect("register")


def _reader(me: Person) -> Rights:
    held = rights(me)
    if not held.units_with(READERS):
        raise NotThere
    return held


def _switcher(me: Person) -> Rights:
    held = rights(me)
    if not held.units_with(SWITCHERS):
        raise NotThere
    return held


def _page(request: HttpRequest, held: Rights, *, tried: tuple[str, SwitchForm] | None) -> HttpResponse:
    context = {"lines": _lines(held, tried=tried), "section": "register"}
    return render(request, "people/register.html", context, status=422 if tried else 200)


def _lines(held: Rights, *, tried: tuple[str, SwitchForm] | None) -> list[Line]:
    mine = held.units_with(SWITCHERS)
    rows = list(switches())
    return [
        Line(
            entry,
            [(row, row.off_at is None and row.unit_id in mine) for row in rows if row.entry == entry.name],
            _form(held, entry, tried) if entry.behaviour and mine else None,
        )
        for entry in ENTRIES.values()
    ]


def _form(held: Rights, entry: Entry, tried: tuple[str, SwitchForm] | None) -> SwitchForm:
    return tried[1] if tried and tried[0] == entry.name else SwitchForm(held)


def _rows(held: Rights) -> Iterator[list[str]]:
    for line in _lines(held, tried=None):
        one = line.entry
        said = [one.name, one.title, one.purpose, one.basis, one.seen_by, one.kept, _yes(one.behaviour)]
        for cells in [_cells(row) for row, _may in line.switches] or [[""] * 6]:
            yield [str(cell) for cell in [*said, *cells]]


def _cells(row: RegisterSwitch) -> list[str]:
    off_at = row.off_at.isoformat() if row.off_at else ""
    off_by = row.off_by.name if row.off_by else ""
    return [row.unit.name, row.agreement, row.on_at.isoformat(), row.on_by.name, off_at, off_by]


def _yes(value: bool) -> str:
    return "yes" if value else "no"
