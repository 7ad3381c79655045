"""A coach and a buddy for somebody."""

from typing import Literal

from django.db import transaction
from django.utils.translation import gettext as _

from manyvoices.core import audit
from manyvoices.core.refusals import Invalid
from manyvoices.people.models import Person
from manyvoices.people.permissions import may_lead
from manyvoices.people.queries import rights


@transaction.atomic
def pair_person(
    *, actor: Person, person: Person, kind: Literal["coach", "buddy"], partner: Person | None
) -> Person:
    """The person with this coach or buddy, or without one; paired so already they stay as they are.

    Leads of the person's unit pair; the person and whoever was named may end it. Invalid for oneself and for somebody
    who has left.
    """
    involved = actor.pk in {person.pk, getattr(person, f"{kind}_id")}
    if partner is not None or not involved:
        may_lead(rights(actor), unit_id=person.unit_id)
    if partner is not None and (partner.pk == person.pk or not partner.is_active):
        raise Invalid(partner=_("Choose a colleague who is here and not the person themselves."))
    if getattr(person, f"{kind}_id") != (partner.pk if partner else None):
        setattr(person, kind, partner)
        person.save(update_fields=[kind])
        audit.record(
            actor=actor, verb="pair_person", target=person, kind=kind, partner=partner.pk if partner else None
        )
    return person
