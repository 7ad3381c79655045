"""How docs/roles.md is tried: being on call, presence and one's own time."""

from datetime import timedelta

from manyvoices.core import clock
from manyvoices.people.actions.add_shift import add_shift
from manyvoices.people.actions.cancel_absence import cancel_absence
from manyvoices.people.actions.cancel_cover import cancel_cover
from manyvoices.people.actions.cover_shift import cover_shift
from manyvoices.people.actions.declare_effort import declare_effort
from manyvoices.people.actions.end_rota import end_rota
from manyvoices.people.actions.end_shift import end_shift
from manyvoices.people.actions.make_rota import make_rota
from manyvoices.people.actions.report_absence import report_absence
from manyvoices.people.actions.say_presence import say_presence
from manyvoices.people.models import Absence, Cover, OnCall, Person, Shift, Where
from manyvoices.people.rotas import WEEK
from tests.cast import Cast
from tests.roles import Try

HOUR = timedelta(hours=1)


def _rota(cast: Cast) -> OnCall:
    return OnCall.objects.create(unit=cast.operations, time_zone="UTC", made_at=clock.now())


def _add(me: Person, cast: Cast) -> None:
    today = clock.now().date()
    add_shift(actor=me, rota=_rota(cast), people=[cast.cleo], begins=0, ends=WEEK, first_week=today)


def _end_shift(me: Person, cast: Cast) -> None:
    made = Shift.objects.create(rota=_rota(cast), begins=0, ends=WEEK, first_week=clock.now().date())
    end_shift(actor=me, shift=made)


def _cover(me: Person, cast: Cast, covered: Person) -> None:
    now = clock.now()
    cover_shift(
        actor=me,
        rota=_rota(cast),
        person=cast.cleo,
        instead_of=covered,
        starts_at=now,
        ends_at=now + HOUR,
    )


def _cancel(me: Person, cast: Cast, covered: Person) -> None:
    now = clock.now()
    made = Cover.objects.create(
        rota=_rota(cast),
        person=cast.cleo,
        instead_of=covered,
        starts_at=now,
        ends_at=now + HOUR,
        made_by=cast.ada,
        made_at=now,
    )
    cancel_cover(actor=me, cover=made)


def _cancel_absence(me: Person, whose: Person) -> None:
    now = clock.now()
    said = Absence.objects.create(person=whose, starts_at=now, ends_at=now + HOUR, made_at=now)
    cancel_absence(actor=me, absence=said)


def _be_absent(me: Person) -> None:
    report_absence(actor=me, starts_at=clock.now(), ends_at=clock.now() + HOUR)


TRIES = {
    "make_rota": Try(lambda me, cast: make_rota(actor=me, unit=cast.operations)),
    "end_rota": Try(lambda me, cast: end_rota(actor=me, rota=_rota(cast))),
    "add_shift": Try(_add),
    "end_shift": Try(_end_shift),
    "cover_shift": Try(lambda me, cast: _cover(me, cast, cast.bo), lambda me, cast: _cover(me, cast, me)),
    "cancel_cover": Try(lambda me, cast: _cancel(me, cast, cast.bo), lambda me, cast: _cancel(me, cast, me)),
    "say_presence": Try(own=lambda me, cast: say_presence(actor=me, where=Where.LUNCH)),
    "report_absence": Try(own=lambda me, cast: _be_absent(me)),
    "cancel_absence": Try(
        lambda me, cast: _cancel_absence(me, cast.dan), lambda me, cast: _cancel_absence(me, me)
    ),
    "declare_effort": Try(own=lambda me, cast: declare_effort(actor=me, day=clock.now().date(), minutes=15)),
}
