"""A cover falls away."""

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy

from manyvoices.core import audit, clock
from manyvoices.people.models import Cover, Person
from manyvoices.people.permissions import may_cover
from manyvoices.people.queries import rights
from manyvoices.people.telling import tell


@transaction.atomic
def cancel_cover(*, actor: Person, cover: Cover) -> None:
    """Cancel a cover, also one that runs: its place is its owner's again, and both are told.

    One that was cancelled or is over stays as it is. Refused to all but who is covered and the leads of the unit.
    """
    may_cover(rights(actor), instead_of_id=cover.instead_of_id, unit_id=cover.rota.unit_id)
    now = clock.now()
    stands = Cover.objects.filter(pk=cover.pk, cancelled_at=None, ends_at__gt=now)
    if not stands.update(cancelled_at=now):
        return
    audit.record(actor=actor, verb="cancel_cover", target=cover, person=cover.person_id)
    concerned = [who for who in (cover.person, cover.instead_of) if who is not None and who.pk != actor.pk]
    tell(
        concerned,
        kind="on_call",
        key=f"cover-cancelled:{cover.pk}",
        link=reverse("on-call"),
        subject=gettext_lazy("The cover by %(name)s for %(unit)s was cancelled"),
        text=gettext_lazy("Who is on call now stands under “On call”. %(actor)s arranged it."),
        name=cover.person.name,
        unit=cover.rota.unit.name,
        actor=actor.name,
    )
