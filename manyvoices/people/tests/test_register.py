"""The register of employee data says everything that the tables hold about people."""

import json

import pytest
from django.apps import apps
from django.contrib.auth import login
from django.core.exceptions import FieldDoesNotExist
from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest
from django.test import Client

from manyvoices.core.models import AuditRow
from manyvoices.core.refusals import Conflict, Invalid, NotThere, Refused
from manyvoices.notifications.models import Notification
from manyvoices.people.actions.answer_correction import answer_correction
from manyvoices.people.actions.ask_correction import ask_correction
from manyvoices.people.actions.export_recorded import export_recorded
from manyvoices.people.actions.switch_register_entry import switch_register_entry
from manyvoices.people.models import Person, RegisterSwitch, RoleName, Unit, UnitKind
from manyvoices.people.queries.register import counts, recorded_here
from manyvoices.people.register import NOT_LISTED
from manyvoices.people.register_entries import ENTRIES
from tests.cast import Cast, role

SOURCES = [source for entry in ENTRIES.values() for source in entry.sources]


def fields_about_people() -> set[str]:
    """Every field of every table that holds a person, and every column of a person, as app.Model.field."""
    about = {f"people.Person.{field.name}" for field in Person._meta.concrete_fields}
    for model in apps.get_models(include_auto_created=True):
        about |= {
            f"{model._meta.label}.{field.name}"
            for field in model._meta.get_fields()
            if field.is_relation and not field.auto_created and field.related_model is Person
        }
    return about


def listed() -> set[str]:
    """What the register names: the field that holds the person, and of a person's own row each field it shows."""
    by = {f"{source.model}.{source.by}" for source in SOURCES}
    own = [source for source in SOURCES if (source.model, source.by) == ("people.Person", "pk")]
    return by | {f"people.Person.{name.split('__')[0]}" for source in own for name in source.shown}


# promise J3
def test_every_field_about_people_is_in_the_register_or_says_why_not() -> None:
    missing = fields_about_people() - listed() - NOT_LISTED.keys()
    assert not missing, "name them in people/register_entries.py, or in NOT_LISTED with the reason"
    assert NOT_LISTED.keys() <= fields_about_people(), "an exception for what is not there"
    assert not NOT_LISTED.keys() & listed()


def test_a_field_left_out_would_be_noticed() -> None:
    """The broken twin: the same look without one entry."""
    named = {f"{source.model}.{source.by}" for source in SOURCES if source.model != "people.Grant"}
    assert fields_about_people() - named - NOT_LISTED.keys() >= {"people.Grant.person"}


def test_every_source_names_fields_that_are_there() -> None:
    wrong = []
    for source in SOURCES:
        for path in (source.by, *source.shown):
            model = apps.get_model(source.model)
            try:
                for part in path.split("__"):
                    field = (
                        model._meta.pk if part == "pk" else model._meta.get_field(part.removesuffix("_id"))
                    )
                    model = getattr(field, "related_model", None) or model
            except FieldDoesNotExist:
                if path not in {"actor_id", "target_id"}:  # the record has no foreign keys
                    wrong.append(f"{source.model}.{path}")
    assert not wrong


def test_only_what_is_about_behaviour_is_switched_and_it_is_off(cast: Cast) -> None:
    behaviour = [entry.name for entry in ENTRIES.values() if entry.behaviour]
    assert behaviour
    assert not any(recorded_here(name, cast.operations.pk) for name in behaviour)


def test_the_last_sign_in_is_written_only_under_an_agreement_of_the_legal_entity(cast: Cast) -> None:
    subsidiary = Unit.objects.create(parent=cast.root, kind=UnitKind.LEGAL_ENTITY, name="Northlight Cargo")
    Person.objects.filter(pk=cast.eve.pk).update(unit=subsidiary)

    def signs_in(who: Person) -> bool:
        request = HttpRequest()
        request.session = Client().session
        who.refresh_from_db()
        login(request, who, backend="django.contrib.auth.backends.ModelBackend")
        return Person.objects.get(pk=who.pk).last_login is not None

    assert not signs_in(cast.dan)
    switch_register_entry(
        actor=cast.ada, unit=cast.root, entry="last_sign_in", on=True, agreement="Agreement 2026-3"
    )
    assert signs_in(cast.dan)
    assert not signs_in(cast.eve), "an agreement of the group does not bind its subsidiary"


# promise J3
def test_a_switch_names_its_agreement_and_keeps_its_history(cast: Cast) -> None:
    def switch(on: bool, *, agreement: str = "", unit: Unit = cast.root, entry: str = "last_sign_in") -> None:
        switch_register_entry(actor=cast.ada, unit=unit, entry=entry, on=on, agreement=agreement)

    wrong = [
        {"agreement": " "},
        {"unit": cast.operations, "agreement": "A"},
        {"entry": "account", "agreement": "A"},
    ]
    for given in wrong:
        with pytest.raises(Invalid):
            switch(True, **given)  # type: ignore[arg-type]
    for on in (True, True, False, False):
        switch(on, agreement="Agreement 2026-3")
    row = RegisterSwitch.objects.get()
    assert (row.on_by, row.off_by, row.agreement) == (cast.ada, cast.ada, "Agreement 2026-3")
    assert AuditRow.objects.filter(verb="switch_register_entry").count() == 2
    with pytest.raises(Refused):
        switch_register_entry(actor=cast.bo, unit=cast.root, entry="last_sign_in", on=True, agreement="Mine")


# promise J3
def test_the_export_is_ones_own_and_holds_no_secret(cast: Cast) -> None:
    given = export_recorded(actor=cast.bo)
    text = json.dumps(given, cls=DjangoJSONEncoder)
    assert "bo@northlight.example" in text
    assert "course passed" in text
    for other in ("cleo@northlight.example", "ada@northlight.example", cast.bo.password):
        assert other not in text
    assert [entry["entry"] for entry in given["entries"]] == list(ENTRIES)
    assert AuditRow.objects.get(verb="export_recorded").actor_id == cast.bo.pk


def test_counts_are_ones_own(cast: Cast) -> None:
    bos, dans = counts(cast.bo), counts(cast.dan)
    assert (bos["roles"], bos["consents"], bos["voices"]) == (3, 2, 1)
    assert (dans["roles"], dans["voices"]) == (0, 0)
    assert counts(cast.ada)["traces"] == 2


def test_a_correction_is_asked_told_and_answered_once(cast: Cast) -> None:
    role(cast.eve, RoleName.ADMINISTRATOR, cast.elsewhere)
    row = ask_correction(actor=cast.dan, entry="roles", text="I left the night shift in May.")
    assert ask_correction(actor=cast.dan, entry="roles", text="I left the night shift in May.") == row
    assert Notification.objects.get().person == cast.ada
    with pytest.raises(Refused):
        answer_correction(actor=cast.eve, correction=row, answer="No.")
    answer_correction(actor=cast.ada, correction=row, answer="Put right.")
    assert "Put right." in Notification.objects.get(person=cast.dan).text
    with pytest.raises(Conflict):
        answer_correction(actor=cast.ada, correction=row, answer="Again.")
    with pytest.raises(NotThere):
        ask_correction(actor=cast.dan, entry="nothing", text="x")
    with pytest.raises(Invalid):
        ask_correction(actor=cast.dan, entry="roles", text=" ")
