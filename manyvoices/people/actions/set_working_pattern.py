"""When a person works."""

from collections.abc import Mapping

from django.db import transaction

from manyvoices.core import audit
from manyvoices.people.models import Person
from manyvoices.people.permissions import may_be_here
from manyvoices.people.queries import rights
from manyvoices.people.week import read_week


@transaction.atomic
def set_working_pattern(*, actor: Person, hours: Mapping[str, str]) -> Person:
    """The actor, at work in these hours: weekday ("mon" …) -> "8-12, 13:00-16:30", in their own time zone.

    Nobody says it for another; no hours at all is “not said”. Invalid, by the day, for what is no working time.
    """
    may_be_here(rights(actor))
    pattern = read_week(hours)
    if pattern != actor.working_pattern:
        actor.working_pattern = pattern
        actor.save(update_fields=["working_pattern"])
        audit.record(actor=actor, verb="set_working_pattern", target=actor)
    return actor
