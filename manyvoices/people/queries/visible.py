"""Who and what a person sees: every page loads its objects through these."""

from django.db.models import Prefetch, Q, QuerySet

from manyvoices.core.refusals import NotThere
from manyvoices.people.models import Invitation, Person, Role, Unit
from manyvoices.people.permissions import LEADS
from manyvoices.people.rights import Rights


def visible_people(rights: Rights) -> QuerySet[Person]:
    """Those in the units this person leads or administers, and always themselves; with unit and live roles."""
    live = Prefetch("roles", Role.objects.filter(ended_at=None).select_related("unit").order_by("id"))
    seen = Q(unit_id__in=rights.units_with(LEADS)) | Q(pk=rights.person_id)
    people = Person.objects.filter(seen).select_related("unit", "picture").prefetch_related(live)
    return people.order_by("-is_active", "name", "id")


def person_in_view(rights: Rights, person_id: int) -> Person:
    """One of the visible people. Raises NotThere."""
    beside = visible_people(rights).select_related("unit", "picture", "coach", "buddy", "minutes_agreed_by")
    found = beside.filter(pk=person_id).first()
    if found is None:
        raise NotThere
    return found


def units_in_view(rights: Rights) -> QuerySet[Unit]:
    """The open units this person leads or administers, by name."""
    return Unit.objects.filter(pk__in=rights.units_with(LEADS), closed_at=None).order_by("name", "id")


def open_invitations(rights: Rights) -> QuerySet[Invitation]:
    """Invitations into those units that nobody accepted or revoked yet, newest first."""
    inside = Invitation.objects.filter(unit_id__in=rights.units_with(LEADS))
    waiting = inside.filter(accepted_at=None, revoked_at=None)
    return waiting.select_related("unit", "invited_by").order_by("-invited_at", "-id")
