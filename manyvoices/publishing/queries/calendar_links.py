"""Calendar addresses, and whose plan one opens."""

from manyvoices.core.tokens import hashed
from manyvoices.people.models import Person
from manyvoices.publishing.models import CalendarLink


def standing_link(person: Person) -> CalendarLink | None:
    """The person's address, as far as it is known: when it was made."""
    return CalendarLink.objects.filter(person=person, revoked_at=None).first()


def person_by_calendar_link(token: str) -> Person | None:
    """Whose address this is; None for a wrong or revoked one, and for somebody who left."""
    links = CalendarLink.objects.filter(token_hash=hashed(token), revoked_at=None, person__is_active=True)
    link = links.select_related("person").first()
    return link.person if link else None
