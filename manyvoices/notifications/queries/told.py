"""What one person was told."""

from django.db.models import Prefetch, QuerySet

from manyvoices.core.models import World
from manyvoices.core.refusals import NotThere
from manyvoices.notifications.models import Letter, Notification
from manyvoices.people.models import Person


def told_to(person: Person, *, unread: bool = False) -> QuerySet[Notification]:
    """All of it, or what they have not read, the newest first; with the letters that carried it."""
    letters = Prefetch("letters", Letter.objects.defer("text").order_by("-id"))
    told = Notification.objects.filter(person=person).prefetch_related(letters).order_by("-made_at", "-id")
    return told.filter(read_at=None) if unread else told


def unread_count(person: Person) -> int:
    """How much they have not read of what is real; one query."""
    return Notification.objects.filter(person=person, read_at=None, world=World.LIVE).count()


def notification_in_view(person: Person, notification_id: int) -> Notification:
    """One of theirs. Raises NotThere."""
    found = Notification.objects.filter(person=person, pk=notification_id).first()
    if found is None:
        raise NotThere
    return found
