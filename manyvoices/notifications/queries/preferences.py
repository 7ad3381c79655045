"""How and when somebody wants to be told."""

from collections.abc import Mapping
from datetime import datetime

from manyvoices.notifications.kinds import KINDS, kind_of
from manyvoices.notifications.models import Preference, QuietHours
from manyvoices.notifications.quiet import comes_at
from manyvoices.notifications.unmailed import Unmailed
from manyvoices.people.models import Person
from manyvoices.people.queries.on_call import is_on_call, zones_of


def mails_of(person: Person) -> Mapping[str, bool]:
    """Kind -> whether it is mailed to the person: what they said, else the kind's own way. One query."""
    said = dict(Preference.objects.filter(person=person).values_list("kind", "mails"))
    return {name: kind.is_for_safety or said.get(name, kind.mails) for name, kind in KINDS.items()}


def quiet_hours_of(person: Person) -> QuietHours | None:
    """Their quiet hours."""
    return QuietHours.objects.filter(person=person).first()


def why_unmailed(person: Person, kind: str) -> str:
    """Why this kind is not mailed to the person, as far as that is known beforehand; empty where it is."""
    if not person.is_active:
        return Unmailed.LEFT
    if not mails_of(person).get(kind, kind_of(kind).mails):
        return Unmailed.SWITCHED_OFF if kind_of(kind).mails else Unmailed.KIND
    return "" if person.email else Unmailed.NO_ADDRESS


def waits_until(person: Person, kind: str, at: datetime) -> datetime | None:
    """When the person's quiet hours end, if a letter of this kind has to wait for that at this moment."""
    of = quiet_hours_of(person)
    if of is None or kind_of(kind).is_for_safety:
        return None
    until = comes_at(of.begins, of.ends, of.days, zones_of([person])[person.pk], at)
    if until <= at or (kind_of(kind).is_urgent and is_on_call(person.pk, at)):
        return None
    return until
