"""When a person works."""

from collections.abc import Mapping, Sequence

from django.db import transaction

from manyvoices.core import audit
from manyvoices.people.models import Person
from manyvoices.people.permissions import may_be_here
from manyvoices.people.queries import rights
from manyvoices.people.week import check_pattern


@transaction.atomic
def set_working_pattern(*, actor: Person, pattern: Mapping[str, Sequence[Sequence[str]]]) -> Person:
    """The actor, at work in these hours of a week, in their own time zone; none at all is “not said”.

    Nobody says it for another. Invalid, by the day, for what is no span of time.
    """
    may_be_here(rights(actor))
    checked = check_pattern(pattern)
    if checked != actor.working_pattern:
        actor.working_pattern = checked
        actor.save(update_fields=["working_pattern"])
        audit.record(actor=actor, verb="set_working_pattern", target=actor)
    return actor
