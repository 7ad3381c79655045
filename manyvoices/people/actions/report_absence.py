"""Somebody says when they will not be there."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from manyvoices.core import clock
from manyvoices.core.refusals import Invalid
from manyvoices.people.models import Absence, Person
from manyvoices.people.permissions import may_be_here
from manyvoices.people.queries import rights

LONGEST, MOST = timedelta(days=366), 100


@transaction.atomic
def report_absence(*, actor: Person, starts_at: datetime, ends_at: datetime) -> Absence:
    """A time in which the actor is never on call; the same one that stands is returned as it is.

    Why is not asked, nobody says it for another, and it stands in no record but its own row. Invalid for a time that
    is none, is over, or lasts longer than a year.
    """
    may_be_here(rights(actor))
    now = clock.now()
    if ends_at <= starts_at:
        raise Invalid(ends_at=_("The end lies before the beginning."))
    if ends_at <= now:
        raise Invalid(ends_at=_("This time is over already."))
    if ends_at - starts_at > LONGEST:
        raise Invalid(ends_at=_("Say at most a year at once."))
    mine = Absence.objects.filter(person=actor, cancelled_at=None, ends_at__gt=now)
    same = mine.filter(starts_at=starts_at, ends_at=ends_at).first()
    if same is not None:
        return same
    if mine.count() >= MOST:
        raise Invalid(starts_at=_("There are 100 absences to come already. Take some back first."))
    return Absence.objects.create(person=actor, starts_at=starts_at, ends_at=ends_at, made_at=now)
