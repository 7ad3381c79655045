"""How docs/roles.md is tried: units, moves, settings, calendars, brands."""

from manyvoices.core import clock
from manyvoices.people.actions.change_unit import change_unit
from manyvoices.people.actions.clear_unit_setting import clear_unit_setting
from manyvoices.people.actions.close_unit import close_unit
from manyvoices.people.actions.drop_calendar import drop_calendar
from manyvoices.people.actions.move_person import move_person
from manyvoices.people.actions.move_unit import move_unit
from manyvoices.people.actions.reopen_unit import reopen_unit
from manyvoices.people.actions.set_brand_logo import set_brand_logo
from manyvoices.people.actions.set_calendar import set_calendar
from manyvoices.people.actions.set_handle_domain import set_handle_domain
from manyvoices.people.actions.set_unit_setting import set_unit_setting
from manyvoices.people.models import Person, Unit, UnitKind
from manyvoices.people.queries import person_move, unit_move
from tests.cast import Cast
from tests.roles import Try


def _team(cast: Cast, name: str = "Night line") -> Unit:
    return Unit.objects.create(parent=cast.operations, kind=UnitKind.TEAM, name=name)


def _move_unit(me: Person, cast: Cast) -> None:
    team, to = _team(cast), _team(cast, "Day line")
    parents = dict(Unit.objects.values_list("id", "parent_id"))
    move_unit(actor=me, unit=team, to=to, seen=unit_move(team, to, parents).seen())


def _move_person(me: Person, cast: Cast) -> None:
    to = _team(cast)
    parents = dict(Unit.objects.values_list("id", "parent_id"))
    move_person(actor=me, person=cast.dan, to=to, seen=person_move(cast.dan, to, parents).seen())


def _reopen(me: Person, cast: Cast) -> None:
    team = _team(cast)
    team.closed_at = clock.now()
    team.save(update_fields=["closed_at"])
    reopen_unit(actor=me, unit=team)


TRIES = {
    "change_unit": Try(lambda me, cast: change_unit(actor=me, unit=cast.operations, name="O", kind="team")),
    "move_unit": Try(_move_unit),
    "close_unit": Try(lambda me, cast: close_unit(actor=me, unit=_team(cast), because="merged")),
    "reopen_unit": Try(_reopen),
    "move_person": Try(_move_person),
    "set_unit_setting": Try(
        lambda me, cast: set_unit_setting(actor=me, unit=cast.operations, name="week_share", typed="4")
    ),
    "clear_unit_setting": Try(
        lambda me, cast: clear_unit_setting(actor=me, unit=cast.operations, name="week_share")
    ),
    "set_calendar": Try(
        lambda me, cast: set_calendar(
            actor=me, of=cast.operations, time_zone="Europe/Oslo", hours={"mon": "8-16"}, holidays={}
        )
    ),
    "drop_calendar": Try(lambda me, cast: drop_calendar(actor=me, of=cast.operations)),
    "set_brand_logo": Try(lambda me, cast: set_brand_logo(actor=me, brand=cast.brand, logo=None)),
    "set_handle_domain": Try(
        lambda me, cast: set_handle_domain(actor=me, brand=cast.brand, domain="northlight.example")
    ),
}
