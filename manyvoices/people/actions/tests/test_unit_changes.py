"""Units are made, renamed, closed, opened again, and their settings and hours set."""

from datetime import date

import pytest

from manyvoices.core.models import AuditRow
from manyvoices.core.refusals import Invalid, NotThere, Refused
from manyvoices.people.actions.change_unit import change_unit
from manyvoices.people.actions.clear_unit_setting import clear_unit_setting
from manyvoices.people.actions.close_unit import close_unit
from manyvoices.people.actions.drop_calendar import drop_calendar
from manyvoices.people.actions.make_unit import make_unit
from manyvoices.people.actions.nominate_person import nominate_person
from manyvoices.people.actions.reopen_unit import reopen_unit
from manyvoices.people.actions.set_calendar import set_calendar
from manyvoices.people.actions.set_unit_setting import set_unit_setting
from manyvoices.people.models import Calendar, Holiday, Nomination, Person, Role, RoleName, Unit
from manyvoices.people.queries import calendar_of, setting, week_of, week_suggestion
from tests.cast import Cast, role, voice


def parents() -> dict[int, int | None]:
    return dict(Unit.objects.values_list("id", "parent_id"))


def audited() -> int:
    return AuditRow.objects.count()


@pytest.fixture
def team(cast: Cast) -> Unit:
    return make_unit(actor=cast.ada, name="Night line", kind="team", parent=cast.operations)


def test_a_unit_is_renamed_once_and_never_like_its_neighbour(cast: Cast, team: Unit) -> None:
    change_unit(actor=cast.ada, unit=team, name=" Late line ", kind="department")
    rows = audited()
    change_unit(actor=cast.ada, unit=team, name="Late line", kind="department")
    assert audited() == rows
    assert Unit.objects.get(pk=team.pk).name == "Late line"
    with pytest.raises(Invalid) as refused:
        change_unit(actor=cast.ada, unit=cast.elsewhere, name="Operations", kind="department")
    assert refused.value.fields.keys() == {"name"}
    with pytest.raises(Invalid):
        change_unit(actor=cast.ada, unit=team, name="", kind="team")
    with pytest.raises(Invalid):
        change_unit(actor=cast.ada, unit=team, name="N", kind="galaxy")


def test_an_empty_unit_closes_and_its_roles_end_with_it(cast: Cast, team: Unit) -> None:
    role(cast.bo, RoleName.UNIT_LEAD, team)
    close_unit(actor=cast.ada, unit=team, because="merged")
    rows = audited()
    close_unit(actor=cast.ada, unit=team, because="again")
    assert audited() == rows
    ended = Role.objects.get(unit=team)
    assert (ended.end_reason, ended.ended_by) == ("merged", cast.ada)
    with pytest.raises(Invalid) as refused:
        make_unit(actor=cast.ada, name="Night line", kind="team", parent=cast.operations)
    assert "closed" in refused.value.fields["name"]
    with pytest.raises(Invalid):
        make_unit(actor=cast.ada, name="Below", kind="team", parent=team)
    reopen_unit(actor=cast.ada, unit=team)
    reopen_unit(actor=cast.ada, unit=team)
    assert AuditRow.objects.filter(verb="reopen_unit").count() == 1
    assert Role.objects.get(unit=team).ended_at is not None


def test_a_unit_in_which_anything_stands_stays_open(cast: Cast, team: Unit) -> None:
    with pytest.raises(Invalid) as root:
        close_unit(actor=cast.ada, unit=cast.root, because="gone")
    assert "whole organisation" in str(root.value)
    with pytest.raises(Invalid) as people:
        close_unit(actor=cast.ada, unit=cast.elsewhere, because="gone")
    assert "People" in str(people.value)
    Person.objects.filter(unit=cast.elsewhere).update(unit=cast.root)
    voice("depot", "Depot", kind="group", unit=cast.elsewhere, brand=cast.brand)
    with pytest.raises(Invalid) as voices:
        close_unit(actor=cast.ada, unit=cast.elsewhere, because="gone")
    assert "Voices" in str(voices.value)
    with pytest.raises(Invalid) as below:
        close_unit(actor=cast.ada, unit=cast.operations, because="gone")
    assert "below" in str(below.value)
    with pytest.raises(Invalid):
        close_unit(actor=cast.ada, unit=team, because="  ")
    assert not Unit.objects.exclude(closed_at=None).exists()


def test_a_unit_below_a_closed_one_does_not_open(cast: Cast, team: Unit) -> None:
    inner = make_unit(actor=cast.ada, name="Inner", kind="team", parent=team)
    for unit in (inner, team):
        close_unit(actor=cast.ada, unit=unit, because="merged")
    with pytest.raises(Invalid):
        reopen_unit(actor=cast.ada, unit=inner)


def test_a_setting_counts_below_until_a_unit_has_its_own(cast: Cast, team: Unit) -> None:
    assert setting(team.pk, "week_share") == 5
    assert setting(team.pk, "time_zone") == "UTC"
    set_unit_setting(actor=cast.ada, unit=cast.operations, name="week_share", typed=" 3 ")
    set_unit_setting(actor=cast.ada, unit=cast.root, name="time_zone", typed="Europe/Oslo")
    assert setting(team.pk, "week_share") == 3
    assert setting(cast.elsewhere.pk, "week_share") == 5
    assert setting(team.pk, "time_zone") == "Europe/Oslo"
    set_unit_setting(actor=cast.ada, unit=team, name="week_share", typed="0")
    assert (setting(team.pk, "week_share"), setting(cast.operations.pk, "week_share")) == (0, 3)
    rows = audited()
    set_unit_setting(actor=cast.ada, unit=team, name="week_share", typed="0")
    set_unit_setting(actor=cast.ada, unit=cast.root, name="time_zone", typed="Europe/Oslo")
    assert audited() == rows
    for _twice in range(2):
        clear_unit_setting(actor=cast.ada, unit=team, name="week_share")
        clear_unit_setting(actor=cast.ada, unit=cast.root, name="time_zone")
    assert (setting(team.pk, "week_share"), setting(team.pk, "time_zone")) == (3, "UTC")
    assert audited() == rows + 2
    set_unit_setting(actor=cast.ada, unit=team, name="language", typed="nb")
    assert setting(team.pk, "language") == "nb"


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("week_share", "51"),
        ("week_share", "-1"),
        ("week_share", "½"),
        ("time_zone", "Mars/Base"),
        ("language", "xx"),
        ("who_nominates", "nobody"),
        ("time_zone", ""),
    ],
)
def test_what_is_no_value_is_refused(cast: Cast, name: str, typed: str) -> None:
    with pytest.raises(Invalid) as refused:
        set_unit_setting(actor=cast.ada, unit=cast.operations, name=name, typed=typed)
    assert refused.value.fields.keys() == {"value"}
    with pytest.raises(NotThere):
        set_unit_setting(actor=cast.ada, unit=cast.operations, name="closed_at", typed="now")


# promise I3
def test_a_setting_is_set_by_those_it_names(cast: Cast) -> None:
    role(cast.dan, RoleName.PROGRAMME_LEAD, cast.operations)
    set_unit_setting(actor=cast.dan, unit=cast.operations, name="who_nominates", typed="leads")
    with pytest.raises(Refused):
        set_unit_setting(actor=cast.dan, unit=cast.operations, name="time_zone", typed="Europe/Oslo")
    with pytest.raises(Refused):
        set_unit_setting(actor=cast.dan, unit=cast.elsewhere, name="who_nominates", typed="leads")
    with pytest.raises(Refused):
        clear_unit_setting(actor=cast.bo, unit=cast.operations, name="who_nominates")


HOURS = {"mon": "8-12, 13-16:30", "sun": ""}
HOLIDAYS = {date(2026, 12, 25): "Christmas Day"}


def test_a_calendar_counts_below_until_it_is_dropped(cast: Cast, team: Unit) -> None:
    assert calendar_of(parents(), team.pk) is None
    for _twice in range(2):
        set_calendar(actor=cast.ada, of=cast.root, time_zone="Europe/Oslo", hours=HOURS, holidays=HOLIDAYS)
    assert AuditRow.objects.filter(verb="set_calendar").count() == 1
    inherited = calendar_of(parents(), team.pk)
    assert inherited is not None
    assert inherited.unit == cast.root
    assert week_of(inherited).hours == {"mon": [["08:00", "12:00"], ["13:00", "16:30"]]}
    assert week_of(inherited).holidays == set(HOLIDAYS)
    set_calendar(actor=cast.ada, of=team, time_zone="UTC", hours={"tue": "20-24"}, holidays={})
    own = calendar_of(parents(), team.pk)
    assert own is not None
    assert own.unit == team
    for _twice in range(2):
        drop_calendar(actor=cast.ada, of=team)
    assert calendar_of(parents(), team.pk) == inherited
    assert AuditRow.objects.filter(verb="drop_calendar").count() == 1


def test_a_calendar_says_its_zone_and_names_what_is_wrong(cast: Cast) -> None:
    with pytest.raises(Invalid) as hours:
        set_calendar(actor=cast.ada, of=cast.brand, time_zone="UTC", hours={"wed": "noon"}, holidays={})
    assert hours.value.fields.keys() == {"wed"}
    for zone in ("", "Mars/Base"):
        with pytest.raises(Invalid) as refused:
            set_calendar(actor=cast.ada, of=cast.brand, time_zone=zone, hours={}, holidays={})
        assert refused.value.fields.keys() == {"time_zone"}
    role(cast.dan, RoleName.ADMINISTRATOR, cast.operations)
    with pytest.raises(Refused):
        set_calendar(actor=cast.dan, of=cast.brand, time_zone="UTC", hours={}, holidays={})
    assert not Calendar.objects.exists()
    assert not Holiday.objects.exists()


def test_a_unit_may_leave_nominating_to_its_leads(cast: Cast) -> None:
    role(cast.cleo, RoleName.UNIT_LEAD, cast.operations)
    set_unit_setting(actor=cast.ada, unit=cast.operations, name="who_nominates", typed="leads_and_self")
    with pytest.raises(Refused):
        nominate_person(actor=cast.eve, nominee=cast.dan, because="knows brakes")
    nominate_person(actor=cast.dan, nominee=cast.dan, because="I know brakes")
    set_unit_setting(actor=cast.ada, unit=cast.root, name="who_nominates", typed="leads")
    with pytest.raises(Refused):
        nominate_person(actor=cast.eve, nominee=cast.eve, because="I know depots")
    nominate_person(actor=cast.cleo, nominee=cast.bo, because="knows brakes")
    assert Nomination.objects.count() == 2


def test_the_suggested_minutes_follow_the_unit(cast: Cast) -> None:
    assert week_suggestion(cast.dan) == 120
    set_unit_setting(actor=cast.ada, unit=cast.operations, name="week_share", typed="10")
    assert (week_suggestion(cast.dan), week_suggestion(cast.eve)) == (240, 120)
