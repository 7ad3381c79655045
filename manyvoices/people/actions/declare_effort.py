"""Somebody says how long they spent on speaking and answering."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from manyvoices.core import clock
from manyvoices.core.refusals import Invalid
from manyvoices.people.models import Effort, Person
from manyvoices.people.permissions import may_be_here
from manyvoices.people.queries import rights
from manyvoices.people.queries.on_call import zones_of
from manyvoices.people.week import OPEN_DAYS

A_DAY = 24 * 60  # minutes


@transaction.atomic
def declare_effort(*, actor: Person, day: date, minutes: int) -> Effort:
    """The actor's minutes of a day, in place of what they said before.

    Nobody says it for another, nothing measures it, and it stands in no record but its own row, which they alone read.
    Invalid for a day to come by their clock, one that lies two weeks back, and more minutes than a day has.
    """
    may_be_here(rights(actor))
    today = clock.now().astimezone(zones_of([actor])[actor.pk]).date()
    if day > today:
        raise Invalid(day=_("This day has not come yet."))
    if day < today - OPEN_DAYS:
        raise Invalid(day=_("Days can be written down for two weeks."))
    if not 0 <= minutes <= A_DAY:
        raise Invalid(minutes=_("Write a number of minutes from 0 to 1440."))
    row, _is_new = Effort.objects.update_or_create(
        person=actor, day=day, defaults={"minutes": minutes, "declared_at": clock.now()}
    )
    return row
