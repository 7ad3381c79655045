"""The rows of a shift, and the shift as `people.rotas` reckons with it."""

from manyvoices.people import rotas
from manyvoices.people.models import OnCall, Shift, ShiftTurn


def value_of(row: Shift) -> rotas.Shift:
    """The row as `people.rotas` reckons with it."""
    people = tuple(turn.person_id for turn in sorted(row.turns.all(), key=lambda turn: turn.position))
    return rotas.Shift(
        people, row.begins, row.ends, row.first_week, row.rank, row.weeks, row.last_week, row.on_holidays
    )


def write_shift(rota: OnCall, shift: rotas.Shift) -> Shift:
    """The rows of a shift, which has been checked."""
    row = Shift.objects.create(
        rota=rota,
        begins=shift.begins,
        ends=shift.ends,
        rank=shift.rank,
        weeks=shift.weeks,
        first_week=shift.first_week,
        last_week=shift.last_week,
        on_holidays=shift.on_holidays,
    )
    turns = (ShiftTurn(shift=row, person_id=who, position=at) for at, who in enumerate(shift.people))
    ShiftTurn.objects.bulk_create(turns)
    return row
