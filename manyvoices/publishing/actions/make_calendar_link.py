"""A secret address for one's calendar program."""

from django.db import transaction

from manyvoices.core import audit, clock
from manyvoices.core.tokens import hashed, new_token
from manyvoices.people.models import Person
from manyvoices.publishing.models import CalendarLink


@transaction.atomic
def make_calendar_link(*, actor: Person) -> str:
    """The token of a new address, shown once and not kept; an address made before opens nothing any more."""
    token, now = new_token(), clock.now()
    CalendarLink.objects.filter(person=actor, revoked_at=None).update(revoked_at=now)
    link = CalendarLink.objects.create(person=actor, token_hash=hashed(token), made_at=now)
    audit.record(actor=actor, verb="make_calendar_link", target=link)
    return token
