"""Moving a unit or a person: what follows is said, compared and done."""

import pytest

from manyvoices.core import clock
from manyvoices.core.models import AuditRow
from manyvoices.core.refusals import Conflict, Invalid, Refused
from manyvoices.people.actions.move_person import move_person
from manyvoices.people.actions.move_unit import move_unit
from manyvoices.people.actions.set_calendar import set_calendar
from manyvoices.people.actions.set_unit_setting import set_unit_setting
from manyvoices.people.models import Grant, Person, Right, Role, RoleName, Unit
from manyvoices.people.moving import PersonMove, UnitMove
from manyvoices.people.queries import person_move, rights, unit_move
from manyvoices.voices.models import Voice
from tests.cast import Cast, person, role, voice


@pytest.fixture
def team(cast: Cast) -> Unit:
    return Unit.objects.create(parent=cast.operations, kind="team", name="Night line")


def parents() -> dict[int, int | None]:
    return dict(Unit.objects.values_list("id", "parent_id"))


def following(unit: Unit, to: Unit) -> UnitMove:
    return unit_move(unit, to, parents())


def going(who: Person, to: Unit) -> PersonMove:
    return person_move(who, to, parents())


def moved(actor: Person, unit: Unit, to: Unit) -> Unit:
    return move_unit(actor=actor, unit=unit, to=to, seen=following(unit, to).seen())


def names(rows: list[Role] | list[Grant]) -> list[tuple[str, str]]:
    return [(row.person.name, row.name if isinstance(row, Role) else row.right) for row in rows]


def test_what_follows_is_counted_and_named(cast: Cast, team: Unit) -> None:
    fay = person("Fay", team)
    voice("night", "Night line", kind="group", unit=team, brand=cast.brand)
    voice("fay", "Fay", kind="person", person=fay, unit=team, brand=cast.brand)
    role(fay, RoleName.UNIT_LEAD, team)
    role(cast.dan, RoleName.UNIT_LEAD, cast.operations)
    role(cast.eve, RoleName.UNIT_LEAD, cast.elsewhere)
    for unit in (cast.operations, cast.elsewhere):
        role(fay, RoleName.EDITOR, unit)
    set_unit_setting(actor=cast.ada, unit=cast.operations, name="week_share", typed="3")
    set_calendar(actor=cast.ada, of=cast.root, time_zone="UTC", hours={"mon": "8-16"}, holidays={})
    set_calendar(actor=cast.ada, of=cast.elsewhere, time_zone="UTC", hours={"mon": "9-17"}, holidays={})
    move = following(team, cast.elsewhere)
    assert (move.units, move.people, dict(move.others)) == (
        1,
        1,
        {"own_voices": 1, "shared_voices": 1, "open_conversations": 0},
    )
    assert (move.roles, move.grants) == (1, 0)
    assert names(move.reach.roles_gained) == [("Eve", "unit_lead")]
    assert ("Dan", "unit_lead") in names(move.reach.roles_lost)
    assert ("Fay", "editor") not in names(move.reach.roles_lost), "she has it on both sides"
    assert ("Ada", "administrator") not in names(move.reach.roles_lost), "she has it above both"
    assert names(move.reach.grants_lost) == [("Bo", "publish"), ("Bo", "speak_in_crisis")]
    changes = [(one.after.setting.name, one.before.value, one.after.value) for one in move.inherited.changes]
    assert changes == [("week_share", 3, 5)]
    assert move.inherited.calendars is not None
    assert [hours and hours.unit for hours in move.inherited.calendars] == [cast.root, cast.elsewhere]


# promise I3
def test_rights_follow_the_tree(cast: Cast, team: Unit) -> None:
    role(cast.dan, RoleName.UNIT_LEAD, cast.operations)
    role(cast.eve, RoleName.UNIT_LEAD, cast.elsewhere)
    assert rights(cast.dan).has_role("unit_lead", team.pk)
    moved(cast.ada, team, cast.elsewhere)
    assert not rights(cast.dan).has_role("unit_lead", team.pk)
    assert rights(cast.eve).has_role("unit_lead", team.pk)
    assert not rights(cast.bo).has_right(Right.PUBLISH, team.pk)


def test_moving_twice_does_nothing_more(cast: Cast, team: Unit) -> None:
    seen = following(team, cast.elsewhere).seen()
    for _twice in range(2):
        move_unit(actor=cast.ada, unit=team, to=cast.elsewhere, seen=seen)
    assert AuditRow.objects.filter(verb="move_unit").count() == 1


def test_what_changed_meanwhile_is_shown_again_instead_of_done(cast: Cast, team: Unit) -> None:
    seen = following(team, cast.elsewhere).seen()
    person("Fay", team)
    with pytest.raises(Conflict):
        move_unit(actor=cast.ada, unit=team, to=cast.elsewhere, seen=seen)
    stale = going(cast.dan, cast.elsewhere).seen()
    role(cast.dan, RoleName.RESPONDER, cast.operations)
    with pytest.raises(Conflict):
        move_person(actor=cast.ada, person=cast.dan, to=cast.elsewhere, seen=stale)
    assert Unit.objects.get(pk=team.pk).parent == cast.operations
    assert Person.objects.get(pk=cast.dan.pk).unit == cast.operations


def test_circles_the_root_closed_units_and_names_in_use_are_refused(cast: Cast, team: Unit) -> None:
    for unit, to in ((cast.operations, team), (team, team), (cast.root, team)):
        with pytest.raises(Invalid) as refused:
            move_unit(actor=cast.ada, unit=unit, to=to, seen="")
        assert refused.value.fields.keys() == {"to"}
    twin = Unit.objects.create(parent=cast.elsewhere, kind="team", name="Night line")
    with pytest.raises(Invalid) as named:
        moved(cast.ada, team, cast.elsewhere)
    assert named.value.fields.keys() == {"name"}
    Unit.objects.filter(pk=twin.pk).update(name="Old", closed_at=clock.now())
    with pytest.raises(Invalid):
        moved(cast.ada, team, twin)
    assert Unit.objects.get(pk=team.pk).parent == cast.operations


# promise I3
def test_moving_needs_both_sides(cast: Cast, team: Unit) -> None:
    role(cast.dan, RoleName.ADMINISTRATOR, cast.operations)
    for unit, to in ((team, cast.elsewhere), (cast.operations, cast.elsewhere), (cast.elsewhere, team)):
        with pytest.raises(Refused):
            moved(cast.dan, unit, to)
    with pytest.raises(Refused):
        move_person(actor=cast.dan, person=cast.bo, to=cast.elsewhere, seen="")
    with pytest.raises(Refused):
        move_person(actor=cast.dan, person=cast.eve, to=team, seen="")
    with pytest.raises(Refused):
        move_person(actor=cast.dan, person=cast.dan, to=team, seen=going(cast.dan, team).seen())


def test_a_person_moves_with_their_voice_and_ends_what_was_chosen(cast: Cast) -> None:
    move = going(cast.bo, cast.elsewhere)
    assert names(move.roles) == [("Bo", "ambassador")]
    assert len(move.grants) == 2
    publish = Grant.objects.get(person=cast.bo, right=Right.PUBLISH)
    chosen = {"end_roles": [move.roles[0].pk], "end_grants": [publish.pk]}
    for _twice in range(2):
        move_person(actor=cast.ada, person=cast.bo, to=cast.elsewhere, seen=move.seen(), **chosen)
    assert Person.objects.get(pk=cast.bo.pk).unit == cast.elsewhere
    assert Voice.objects.get(pk=cast.bo_voice.pk).unit == cast.elsewhere
    assert Role.objects.get(pk=move.roles[0].pk).end_reason == "Moved to Depot West."
    assert Grant.objects.get(pk=publish.pk).revoked_by == cast.ada
    assert Grant.objects.get(person=cast.bo, right=Right.SPEAK_IN_CRISIS).revoked_at is None
    assert AuditRow.objects.filter(verb="move_person").count() == 1


def test_what_is_not_chosen_stays(cast: Cast) -> None:
    move_person(actor=cast.ada, person=cast.bo, to=cast.elsewhere, seen=going(cast.bo, cast.elsewhere).seen())
    assert Role.objects.get(person=cast.bo).ended_at is None
    assert rights(cast.bo).has_right(Right.PUBLISH, cast.operations.pk)
    assert not rights(cast.bo).has_right(Right.PUBLISH, cast.elsewhere.pk)


def test_ids_of_somebody_else_end_nothing(cast: Cast) -> None:
    others = list(Role.objects.filter(person=cast.cleo).values_list("pk", flat=True))
    seen = going(cast.bo, cast.elsewhere).seen()
    move_person(actor=cast.ada, person=cast.bo, to=cast.elsewhere, seen=seen, end_roles=others)
    assert not Role.objects.exclude(ended_at=None).exists()


def test_somebody_who_left_stays_where_they_were(cast: Cast) -> None:
    Person.objects.filter(pk=cast.dan.pk).update(is_active=False)
    with pytest.raises(Invalid):
        move_person(
            actor=cast.ada, person=cast.dan, to=cast.elsewhere, seen=going(cast.dan, cast.elsewhere).seen()
        )
