"""Nominations as people see them, and who is asked about them."""

from django.db.models import Q, QuerySet

from manyvoices.core.refusals import NotThere
from manyvoices.people.models import Nomination, Person, Role, RoleName
from manyvoices.people.nominating import INVITED, OPEN, Step
from manyvoices.people.permissions import LEADS
from manyvoices.people.rights import Rights

SHORTEST = 2
MOST_FOUND = 10
_STEPS = {
    Step.OPEN: OPEN,
    Step.INVITED: INVITED,
    Step.ACCEPTED: Q(accepted_at__isnull=False),
    Step.DECLINED: Q(declined_at__isnull=False),
}


def visible_nominations(rights: Rights, *, step: str = "") -> QuerySet[Nomination]:
    """Those of colleagues one leads, of oneself and by oneself, newest first, in two queries with their topics.

    `step` filters by a Step. A no is a secret to most, so it is no filter, and a refused row counts as invited.
    """
    mine = Q(nominee_id=rights.person_id) | Q(nominated_by_id=rights.person_id)
    inside = Q(nominee__unit_id__in=rights.units_with(LEADS))
    found = Nomination.objects.filter(mine | inside)
    if step == Step.INVITED:
        quiet = Q(refused_at__isnull=False) & ~Q(nominee_id=rights.person_id)
        found = found.filter(INVITED | (quiet & ~Q(invited_by_id=rights.person_id)))
    elif step in _STEPS:
        found = found.filter(_STEPS[Step(step)])
    people = ("nominee__unit", "nominee__picture", "nominated_by", "invited_by", "declined_by")
    return found.select_related(*people).prefetch_related("topics").order_by("-nominated_at", "-id")


def nomination_in_view(rights: Rights, nomination_id: int) -> Nomination:
    """One of the visible nominations. Raises NotThere."""
    found = visible_nominations(rights).filter(pk=nomination_id).first()
    if found is None:
        raise NotThere
    return found


def waiting_for(person: Person) -> QuerySet[Nomination]:
    """The invitations this person has not answered, newest first."""
    return Nomination.objects.filter(INVITED, nominee=person).select_related("invited_by").order_by("-id")


def colleagues_named(text: str) -> list[Person]:
    """At most ten people who are here and whose name holds `text`, with their unit; none for less than two letters."""
    wanted = text.strip()
    if len(wanted) < SHORTEST:
        return []
    here = Person.objects.filter(is_active=True, name__icontains=wanted)
    return list(here.select_related("unit").order_by("name", "id")[:MOST_FOUND])


def colleague(person_id: int) -> Person:
    """Somebody who is here, for a nomination: name and unit are shown and nothing else. Raises NotThere."""
    found = Person.objects.filter(pk=person_id, is_active=True).select_related("unit").first()
    if found is None:
        raise NotThere
    return found


def leads_of(rights: Rights, unit_id: int) -> QuerySet[Person]:
    """The unit leads nearest above, else the programme leads, else the administrators; `rights` lends its tree."""
    for name in (RoleName.UNIT_LEAD, RoleName.PROGRAMME_LEAD, RoleName.ADMINISTRATOR):
        for place in rights.lineage(unit_id):
            held = Role.objects.filter(name=name, unit_id=place, brand=None, ended_at=None)
            leads = Person.objects.filter(pk__in=held.values("person"), is_active=True)
            if leads.exists():
                return leads
    return Person.objects.none()
