"""Doors and what came through them, for pages."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Max, Q, QuerySet

from manyvoices.conversations.models import Arrival, Intake, IntakeGap, IntakeKind, IntakeRefusal
from manyvoices.conversations.permissions import KEEPS_INTAKES
from manyvoices.core import clock
from manyvoices.core.refusals import NotThere
from manyvoices.people.models import Person
from manyvoices.people.queries import rights

# A mailbox is looked at every half minute: who did not answer for so long is not only slow.
STALE = timedelta(minutes=5)
LAST = 20
LATELY = timedelta(days=1)
# A gap is shown for so long.
GAPS_SHOWN = timedelta(days=30)


@dataclass(frozen=True)
class Door:
    """An intake as a page shows it. `state` is waiting, well, failing, stale or ended; `said` is what a machine said."""

    intake: Intake
    last_at: datetime | None
    lately: int
    state: str
    said: str
    refused_at: datetime | None = None


@dataclass(frozen=True)
class Traffic:
    """What came through one door last, and what was turned away."""

    arrivals: Sequence[Arrival]
    waiting: int
    refusals: Sequence[IntakeRefusal]
    gaps: Sequence[IntakeGap]


def intakes_in_view(person: Person) -> QuerySet[Intake]:
    """The intakes of the units whose doors this person keeps."""
    units = rights(person).units_with(KEEPS_INTAKES)
    return Intake.objects.filter(unit__in=units).select_related("unit", "made_by")


def intake_in_view(person: Person, intake_id: int) -> Intake:
    """One of them. Raises NotThere."""
    found = intakes_in_view(person).filter(pk=intake_id).first()
    if found is None:
        raise NotThere
    return found


def doors_of(intakes: Sequence[Intake], now: datetime) -> list[Door]:
    """Each with its state. Three queries, however many there are."""
    came = Arrival.objects.filter(intake__in=intakes).values("intake")
    counted = came.annotate(last=Max("at"), lately=Count("pk", filter=Q(at__gte=now - LATELY)))
    last = {row["intake"]: (row["last"], row["lately"]) for row in counted}
    stuck = Arrival.objects.filter(intake__in=intakes, done_at=None).exclude(last_error="")
    errors = dict(stuck.order_by("id").values_list("intake", "last_error"))
    refused = IntakeRefusal.objects.filter(intake__in=intakes).values("intake").annotate(last=Max("at"))
    refused_at = {row["intake"]: row["last"] for row in refused}
    doors = []
    for one in intakes:
        last_at, lately = last.get(one.pk, (None, 0))
        away = refused_at.get(one.pk)
        state, said = state_of(one, last_at, away, errors.get(one.pk, ""), now)
        doors.append(Door(one, last_at, lately, state, said, away))
    return doors


def state_of(
    intake: Intake, last_at: datetime | None, refused_at: datetime | None, error: str, now: datetime
) -> tuple[str, str]:
    """How an intake is, and the machine's own words for it."""
    if intake.ended_at is not None:
        return "ended", ""
    if intake.kind == IntakeKind.WEBHOOK:
        # Refused since something last came: whoever sends cannot get through.
        if refused_at is not None and (last_at is None or refused_at > last_at):
            return "failing", error
        return ("failing", error) if error else ("well" if last_at else "waiting", "")
    if intake.failing_since is not None or intake.dead_at is not None:
        return "failing", intake.last_error
    if intake.checked_at is None:
        return "waiting", ""
    return ("stale" if now - intake.checked_at > STALE else "well"), intake.last_error


def traffic_of(intake: Intake) -> Traffic:
    """What stands on the page of one. Four queries."""
    rows = (
        Arrival.objects.filter(intake=intake).select_related("message__conversation").order_by("-id")[:LAST]
    )
    waiting = Arrival.objects.filter(intake=intake, due_at__isnull=False).count()
    gaps = intake.gaps.filter(until__gte=clock.now() - GAPS_SHOWN).order_by("-since")[:LAST]
    return Traffic(list(rows), waiting, list(intake.refusals.order_by("-at")), list(gaps))
