"""What a unit promises, kind by kind, where each line comes from, and what it would mean at this moment."""

from dataclasses import dataclass
from datetime import datetime

from manyvoices.conversations import reply_due
from manyvoices.conversations.models import Kind, SlaPolicy
from manyvoices.conversations.promising import Rules
from manyvoices.core.refusals import NotThere
from manyvoices.people.models import Unit
from manyvoices.people.units import path_to


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """What holds for a kind. `minutes` None promises nothing. `from_unit` set it; None: nobody did, it is the usual.

    `own` is the unit's own line, which may be ended. A message that arrives now is due at `due_at`.
    """

    kind: str
    label: str
    minutes: int | None
    around_the_clock: bool
    from_unit: Unit | None
    own: SlaPolicy | None
    due_at: datetime | None


def lines_of(unit: Unit, now: datetime) -> list[Line]:
    """A line for each kind of message. Six queries, whatever was set."""
    rules = Rules()
    path = path_to(rules.parents, unit.pk)
    rows = SlaPolicy.objects.filter(unit__in=path, ended_at=None).select_related("unit")
    standing = {(row.unit_id, row.kind): row for row in rows}
    return [_line(rules, unit, Kind(kind), standing, now) for kind in Kind.values]


def own_lines_of(unit: Unit) -> list[SlaPolicy]:
    """The lines the unit itself has set, that of all kinds first."""
    return list(SlaPolicy.objects.filter(unit=unit, ended_at=None).select_related("unit").order_by("kind"))


def policy_in_view(unit: Unit, policy_id: int) -> SlaPolicy:
    """A line of this very unit, ended or not. Raises NotThere."""
    found = SlaPolicy.objects.filter(pk=policy_id, unit=unit).select_related("unit").first()
    if found is None:
        raise NotThere
    return found


def _line(
    rules: Rules, unit: Unit, kind: Kind, standing: dict[tuple[int, str], SlaPolicy], now: datetime
) -> Line:
    policy, terms = rules.policy(unit.pk, kind), rules.terms(unit.pk, kind)
    row = standing.get((policy.unit, policy.kind or ""))
    said = row if row is not None and row.minutes == policy.minutes else None
    return Line(
        kind=kind.value,
        label=str(kind.label),
        minutes=policy.minutes,
        around_the_clock=policy.around_the_clock,
        from_unit=said.unit if said else None,
        own=standing.get((unit.pk, kind.value)),
        due_at=reply_due.start(terms, now).due_at if terms else None,
    )
