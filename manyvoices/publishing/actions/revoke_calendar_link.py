"""Take the calendar address back."""

from django.db import transaction

from manyvoices.core import audit, clock
from manyvoices.people.models import Person
from manyvoices.publishing.models import CalendarLink


@transaction.atomic
def revoke_calendar_link(*, actor: Person) -> None:
    """Returns when the actor's address opens nothing any more. Doing it again changes nothing."""
    link = CalendarLink.objects.filter(person=actor, revoked_at=None).first()
    if link is not None and CalendarLink.objects.filter(pk=link.pk, revoked_at=None).update(
        revoked_at=clock.now()
    ):
        audit.record(actor=actor, verb="revoke_calendar_link", target=link)
