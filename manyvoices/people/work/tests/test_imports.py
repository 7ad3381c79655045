"""Files of people: looked at, written after a yes, nothing twice, nobody beyond what the importer may."""

import pytest

from manyvoices.core import clock
from manyvoices.core.models import AuditRow
from manyvoices.core.refusals import Conflict, Invalid, Refused
from manyvoices.people.actions.cancel_people_import import cancel_people_import
from manyvoices.people.actions.confirm_people_import import confirm_people_import
from manyvoices.people.actions.start_people_import import start_people_import
from manyvoices.people.models import Expertise, Person, Role, RoleName, Topic
from manyvoices.people.queries.import_lines import known
from manyvoices.people.work import import_writes
from manyvoices.people.work.imports import go_on
from manyvoices.people.work.tests.importing import WORKER, csv_of, problems, start, whats, work, write
from tests.cast import Cast, person, role

HEAD = "name,email,number,unit,role,language,time_zone,weekly_minutes,topics,invite"


def topic(name: str) -> Topic:
    return Topic.objects.create(name=name, tag=name.lower(), made_at=clock.now())


def test_people_are_written_after_a_yes_and_no_sooner(cast: Cast) -> None:
    brakes, before = topic("Brakes"), Person.objects.count()
    data = csv_of(
        HEAD,
        "Fay Lund,Fay@x.example,A-1,Northlight / Operations,ambassador,en,Europe/Oslo,120,brakes,no",
        "Gus,,A-2,,,,,,,",
        "Hal,hal@,,,,,,,,",
    )
    people_import = start(cast.ada, cast.root, data)
    assert whats(people_import) == [(2, "new"), (3, "new"), (4, "wrong")]
    assert Person.objects.count() == before
    write(cast.ada, people_import)
    assert people_import.done_at is not None
    assert Person.objects.count() == before + 2
    fay = Person.objects.get(email="fay@x.example")
    assert (fay.name, fay.login, fay.unit, fay.weekly_minutes) == ("Fay Lund", "A-1", cast.operations, 120)
    assert (fay.minutes_agreed_at, fay.has_usable_password()) == (None, False)
    assert list(fay.expertise.values_list("topic", flat=True)) == [brakes.pk]
    assert Role.objects.get(person=fay).given_by == cast.ada
    gus = Person.objects.get(login="A-2")
    assert (gus.unit, gus.email, gus.roles.count()) == (cast.root, None, 0)
    assert AuditRow.objects.filter(verb="import_person", actor_id=cast.ada.pk).count() == 2


def test_the_same_file_again_changes_nothing(cast: Cast) -> None:
    topic("Brakes")
    data = csv_of(HEAD, "Fay,fay@x.example,A-1,Operations,ambassador,en,Europe/Oslo,120,brakes,no")
    write(cast.ada, start(cast.ada, cast.root, data))
    counts = (
        Person.objects.count(),
        Role.objects.count(),
        Expertise.objects.count(),
        AuditRow.objects.count(),
    )
    again = start(cast.ada, cast.root, data)
    assert whats(again) == [(2, "unchanged")]
    with pytest.raises(Invalid):
        confirm_people_import(actor=cast.ada, people_import=again)
    after = (
        Person.objects.count(),
        Role.objects.count(),
        Expertise.objects.count(),
        AuditRow.objects.count() - 1,
    )
    assert after == counts


def test_only_the_columns_of_the_file_change(cast: Cast) -> None:
    Person.objects.filter(pk=cast.bo.pk).update(time_zone="Europe/Oslo", minutes_agreed_at=clock.now())
    data = csv_of("email,weekly_minutes,name", "BO@northlight.example,90,", "eve@northlight.example,,Eva")
    write(cast.ada, start(cast.ada, cast.root, data))
    cast.bo.refresh_from_db()
    assert (cast.bo.name, cast.bo.time_zone, cast.bo.weekly_minutes) == ("Bo", "Europe/Oslo", 90)
    assert cast.bo.minutes_agreed_at is None
    cast.eve.refresh_from_db()
    assert (cast.eve.name, cast.eve.weekly_minutes) == ("Eva", None)


# promise I3
def test_a_lead_imports_into_their_unit_with_their_roles_alone(cast: Cast) -> None:
    role(cast.cleo, RoleName.UNIT_LEAD, cast.operations)
    data = csv_of(
        "name,email,number,unit,role,is_active,roles,password,track",
        "A,a@x.example,,,ambassador,0,administrator,x,ambassador",
        "B,b@x.example,,Northlight,,,,,",
        "C,c@x.example,,,administrator,,,,",
        "Dan the man,dan@northlight.example,,,,,,,",
        "Dan,dan@northlight.example,D-1,,,,,,",
        "E,eve@northlight.example,,,,,,,",
        ",cleo@northlight.example,,,responder,,,,",
        ",bo@northlight.example,,Depot West,,,,,",
        ",bo@northlight.example,,,editor,,,,",
    )
    people_import = start(cast.cleo, cast.operations, data)
    assert [what for _line, what in whats(people_import)] == ["new"] + ["wrong"] * 5 + ["unchanged"] + [
        "wrong"
    ] * 2
    assert problems(people_import, 3) == [("unit", "unit_not_yours")]
    assert problems(people_import, 4) == [("role", "role_not_yours")]
    assert problems(people_import, 5) == [("name", "not_yours")]
    assert problems(people_import, 6) == [("email", "same_as"), ("number", "not_yours")]
    assert problems(people_import, 7) == [("email", "taken")]
    assert problems(people_import, 9) == [("unit", "not_yours")]
    write(cast.cleo, people_import)
    made = Person.objects.get(email="a@x.example")
    assert (made.is_active, made.track, made.has_usable_password()) == (True, "", False)
    assert list(made.roles.values_list("name", flat=True)) == ["ambassador"]


# promise I3
def test_nobody_gives_themselves_a_role_or_takes_an_account_by_a_file(cast: Cast) -> None:
    role(cast.cleo, RoleName.ADMINISTRATOR, cast.operations)
    bob = person("Bob", cast.operations)
    Person.objects.filter(pk=bob.pk).update(login="B-1", email=None)
    Person.objects.filter(pk=cast.bo.pk).update(login="b-2")
    data = csv_of(
        "email,number,role",
        "cleo@northlight.example,,unit_lead",
        "mine@evil.example,B-1,",
        "dan@northlight.example,B-2,",
    )
    people_import = start(cast.cleo, cast.operations, data)
    assert problems(people_import, 2) == [("role", "role_own")]
    assert problems(people_import, 3) == [("email", "not_yours")]
    assert problems(people_import, 4) == [("number", "two_people")]
    everywhere = start(cast.ada, cast.root, csv_of("email,number", "bob@x.example,b-1"))
    write(cast.ada, everywhere)
    bob.refresh_from_db()
    assert (bob.email, bob.login) == ("bob@x.example", "B-1")


def test_what_changed_since_the_look_is_judged_again(cast: Cast) -> None:
    held = role(cast.cleo, RoleName.UNIT_LEAD, cast.operations)
    people_import = start(cast.cleo, cast.operations, csv_of("name,email", "A,a@x.example", "B,b@x.example"))
    confirm_people_import(actor=cast.cleo, people_import=people_import)
    person("B", cast.operations)
    Person.objects.filter(name="B").update(email="b@x.example")
    Role.objects.filter(pk=held.pk).update(ended_at=clock.now())
    work(people_import)
    assert [what for _line, what in whats(people_import)] == ["wrong", "wrong"]
    assert not Person.objects.filter(email="a@x.example").exists()


def test_cancelled_in_the_middle_the_rest_is_not_written(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_writes, "CHUNK", 2)
    data = csv_of("name,email", *(f"P{n},p{n}@x.example" for n in range(5)))
    people_import = start(cast.ada, cast.root, data)
    for _ in range(2):
        assert confirm_people_import(actor=cast.ada, people_import=people_import) == 5
    assert not go_on(people_import.pk, WORKER, known())
    for _ in range(2):
        cancel_people_import(actor=cast.ada, people_import=people_import)
    work(people_import)
    assert Person.objects.filter(email__endswith="@x.example").count() == 2
    assert AuditRow.objects.filter(verb="cancel_people_import").count() == 1
    assert AuditRow.objects.filter(verb="confirm_people_import").count() == 1
    with pytest.raises(Conflict):
        confirm_people_import(actor=cast.ada, people_import=people_import)


def test_an_import_is_nobody_elses_to_start(cast: Cast) -> None:
    role(cast.cleo, RoleName.UNIT_LEAD, cast.operations)
    with pytest.raises(Refused):
        start_people_import(actor=cast.cleo, unit=cast.root, file_name="f", data=b"name,email\nA,a@x.example")
    people_import = start(cast.ada, cast.operations, csv_of("name,email", "A,a@x.example"))
    with pytest.raises(Refused):
        confirm_people_import(actor=cast.cleo, people_import=people_import)
    with pytest.raises(Invalid) as refused:
        start_people_import(actor=cast.ada, unit=cast.root, file_name="f", data=b"\0")
    assert "file" in refused.value.fields


def test_before_the_look_is_over_nothing_starts(cast: Cast) -> None:
    people_import = start_people_import(
        actor=cast.ada, unit=cast.root, file_name="f", data=csv_of("name,email", "A,a@x.example")
    )
    with pytest.raises(Invalid):
        confirm_people_import(actor=cast.ada, people_import=people_import)
