"""Somebody says when e-mails should wait."""

from collections.abc import Collection
from datetime import time

from django.db import transaction
from django.utils.translation import gettext as _

from manyvoices.core import clock
from manyvoices.core.refusals import Invalid
from manyvoices.notifications.models import QuietHours
from manyvoices.people.calendars import DAYS
from manyvoices.people.models import Person
from manyvoices.people.permissions import may_be_here
from manyvoices.people.queries import rights


@transaction.atomic
def set_quiet_hours(*, actor: Person, begins: time, ends: time, days: Collection[str] = ()) -> QuietHours:
    """The actor's quiet hours: every day from `begins` until `ends`, and all of `days`; in their own time zone.

    What waits already keeps its time. Nobody says it for another. Invalid for a day there is none of, for all seven,
    and for hours without a length and no day.
    """
    may_be_here(rights(actor))
    if not set(days) <= set(DAYS):
        raise Invalid(days=_("A week has seven days."))
    if set(days) == set(DAYS):
        raise Invalid(days=_("Leave one day free, or switch off the e-mails themselves."))
    if begins == ends and not days:
        raise Invalid(ends=_("Choose another time for the end."))
    row, _is_new = QuietHours.objects.update_or_create(
        person=actor,
        defaults={
            "begins": begins,
            "ends": ends,
            "days": [day for day in DAYS if day in days],
            "changed_at": clock.now(),
        },
    )
    return row
