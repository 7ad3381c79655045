"""Declared minutes: a person's own days, and what leads may know of many."""

from collections.abc import Collection
from datetime import date, timedelta

from django.db.models import Count, Sum

from manyvoices.people.models import Effort, Person
from manyvoices.people.week import OPEN_DAYS

FEWEST_PEOPLE = 5
WEEKS = 4


def days_of(person: Person, days: tuple[date, date]) -> dict[date, int]:
    """Day -> minutes the person declared, both ends included; for themselves alone."""
    rows = Effort.objects.filter(person=person, day__range=days)
    return dict(rows.values_list("day", "minutes"))


def usual_minutes(unit_ids: Collection[int], today: date) -> int | None:
    """About how many minutes a week those of these units who declare any give; None for fewer than five people.

    Of the last four weeks that nobody can change any more, and rounded, so that no single word can be told from it.
    """
    last = today - OPEN_DAYS - timedelta(days=1)
    last -= timedelta(days=(last.weekday() + 1) % 7)
    rows = Effort.objects.filter(
        person__unit__in=unit_ids,
        person__is_active=True,
        day__range=(last - timedelta(days=7 * WEEKS - 1), last),
        minutes__gt=0,
    )
    found = rows.aggregate(people=Count("person", distinct=True), minutes=Sum("minutes"))
    people, minutes = int(found["people"]), int(found["minutes"] or 0)
    return 5 * round(minutes / people / WEEKS / 5) if people >= FEWEST_PEOPLE else None
