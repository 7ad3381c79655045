"""What a person's page says besides roles and rights: what they know, when they work, who is beside them."""

from dataclasses import dataclass

from manyvoices.people.calendars import DAYS, minutes_a_week, show_hours
from manyvoices.people.models import Person, Topic
from manyvoices.people.permissions import LEADS
from manyvoices.people.queries import calendar_of, setting
from manyvoices.people.rights import Rights
from manyvoices.people.spoken import names_of
from manyvoices.people.week import suggested_minutes
from manyvoices.web.day_names import DAY_NAMES


@dataclass(frozen=True)
class Details:
    """Ready to be shown; `days` only where hours are said."""

    topics: list[Topic]
    languages: list[str]
    days: list[tuple[str, str]]
    week_hours: float
    percent: int
    suggested: int
    may_agree: bool
    may_pair: bool


def details_of(held: Rights, shown: Person) -> Details:
    """The person's details for whoever holds `held`. A handful of queries, whatever the size of the organisation."""
    leads = held.has_any_role(LEADS, shown.unit_id)
    is_self = shown.pk == held.person_id
    hours = shown.working_pattern or _hours_of_unit(held, shown)
    percent = int(setting(shown.unit_id, "week_share"))
    topics = Topic.objects.filter(experts__person=shown, experts__ended_at=None).order_by("name")
    return Details(
        topics=list(topics),
        languages=names_of(shown.languages),
        days=[(str(DAY_NAMES[day]), show_hours(hours[day])) for day in DAYS if hours.get(day)],
        week_hours=round((minutes_a_week(hours) or 40 * 60) / 60, 1),
        percent=percent,
        suggested=suggested_minutes(hours, percent),
        may_agree=leads
        and not is_self
        and shown.is_active
        and shown.weekly_minutes is not None
        and not shown.minutes_agreed_at,
        may_pair=leads and shown.is_active,
    )


def _hours_of_unit(held: Rights, shown: Person) -> dict[str, list[list[str]]]:
    calendar = calendar_of(held.parents, shown.unit_id)
    return calendar.hours if calendar is not None else {}
