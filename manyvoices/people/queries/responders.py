"""Who may answer in a unit, and so may be on call there."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from manyvoices.core import clock
from manyvoices.people.models import Grant, Person, Right, Role
from manyvoices.people.permissions import RESPONDERS, ROTA_LEADS
from manyvoices.people.rights import Rights


def responders_of(rights: Rights, unit_id: int) -> QuerySet[Person]:
    """Those who are here and hold in the unit or above it a role or a right to answer; by name. `rights` lends its tree."""
    places = list(rights.lineage(unit_id))
    roles = Role.objects.filter(person=OuterRef("pk"), name__in=RESPONDERS, unit__in=places, ended_at=None)
    live = Q(expires_at=None) | Q(expires_at__gt=clock.now())
    grants = Grant.objects.filter(
        live, person=OuterRef("pk"), right=Right.ANSWER, unit__in=places, revoked_at=None
    )
    may_answer = Exists(roles) | Exists(grants)
    return Person.objects.filter(may_answer, is_active=True).order_by("name", "id")


def rota_leads_of(rights: Rights, unit_id: int) -> QuerySet[Person]:
    """Those who arrange who is on call in the unit. `rights` lends its tree."""
    held = Role.objects.filter(
        person=OuterRef("pk"), name__in=ROTA_LEADS, unit__in=list(rights.lineage(unit_id)), ended_at=None
    )
    return Person.objects.filter(Exists(held), is_active=True).order_by("name", "id")
