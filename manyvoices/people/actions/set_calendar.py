"""Working hours of a unit or of a brand."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from manyvoices.core import audit, clock
from manyvoices.core.refusals import Invalid
from manyvoices.people.calendars import DAYS, read_hours
from manyvoices.people.models import Brand, Calendar, Holiday, Person, Unit
from manyvoices.people.permissions import may_keep_calendar
from manyvoices.people.queries import rights, root_unit
from manyvoices.people.validity import check_time_zone


@transaction.atomic
def set_calendar(
    *,
    actor: Person,
    of: Unit | Brand,
    time_zone: str,
    hours: Mapping[str, str],
    holidays: Mapping[date, str],
) -> Calendar:
    """The calendar of a unit, and of those below without their own, or of a brand. The same again changes nothing.

    `hours` is weekday -> "08:00-12:00, 13:00-16:30". Refused to whoever does not administer the unit, or for a brand
    the whole organisation; Invalid on a weekday, `time_zone` or `holidays`.
    """
    may_keep_calendar(rights(actor), unit_id=of.pk if isinstance(of, Unit) else root_unit().pk)
    if not time_zone:
        raise Invalid(time_zone=_("Say in which time zone these hours are meant."))
    read = {day: read_hours(hours.get(day, ""), field=day) for day in DAYS}
    kept = {day: pairs for day, pairs in read.items() if pairs}
    if any(len(name) > 80 for name in holidays.values()):
        raise Invalid(holidays=_("Keep the name of a holiday under 80 characters."))
    owner = {"unit": of} if isinstance(of, Unit) else {"brand": of}
    row = Calendar.objects.filter(**owner).first() or Calendar(**owner, changed_at=clock.now())
    said = (row.time_zone, row.hours, {day.day: day.name for day in row.holidays.all()})
    if said == (check_time_zone(time_zone), kept, dict(holidays)):
        return row
    row.time_zone, row.hours, row.changed_at = time_zone, kept, clock.now()
    row.save()
    row.holidays.all().delete()
    Holiday.objects.bulk_create(Holiday(calendar=row, day=day, name=name) for day, name in holidays.items())
    audit.record(actor=actor, verb="set_calendar", target=of, hours=kept, holidays=len(holidays))
    return row
