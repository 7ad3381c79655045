"""A unit or a brand goes without working hours of its own."""

from django.db import transaction

from manyvoices.core import audit
from manyvoices.people.models import Brand, Calendar, Person, Unit
from manyvoices.people.permissions import may_keep_calendar
from manyvoices.people.queries import rights, root_unit


@transaction.atomic
def drop_calendar(*, actor: Person, of: Unit | Brand) -> None:
    """Takes the calendar away: a unit has that of the unit above again. Without one nothing changes.

    Refused to whoever does not administer the unit, or for a brand the whole organisation.
    """
    may_keep_calendar(rights(actor), unit_id=of.pk if isinstance(of, Unit) else root_unit().pk)
    owner = {"unit": of} if isinstance(of, Unit) else {"brand": of}
    dropped, _rows = Calendar.objects.filter(**owner).delete()
    if dropped:
        audit.record(actor=actor, verb="drop_calendar", target=of)
