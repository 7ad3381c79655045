"""A shift goes on without somebody. Pure."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from manyvoices.people.rotas import WEEK, Shift


def without(shift: Shift, person: int, at: datetime, zone: str) -> Shift | None:
    """The shift from `at` on among those who are left, in the order they are in; None if nobody is.

    Whose turn it is keeps it. Were it the person's, the next one takes over at once.
    """
    number = _number(shift, at.astimezone(ZoneInfo(zone)).replace(tzinfo=None))
    turn = number // shift.weeks
    first = turn % len(shift.people)
    order = [*shift.people[first:], *shift.people[:first]]
    left = tuple(one for one in order if one != person)
    if not left:
        return None
    begins = _monday(shift.first_week) + timedelta(weeks=turn * shift.weeks)
    return replace(shift, people=left, first_week=begins)


def _number(shift: Shift, wall: datetime) -> int:
    """Which of its weeks the shift is in, or comes to next."""
    this = (_monday(wall.date()) - _monday(shift.first_week)).days // 7
    monday = datetime.combine(_monday(wall.date()) - timedelta(weeks=1), time())
    length = (shift.ends - shift.begins) % WEEK or WEEK
    still_runs = wall < monday + timedelta(minutes=shift.begins + length)
    return max(0, this - 1 if still_runs else this)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
