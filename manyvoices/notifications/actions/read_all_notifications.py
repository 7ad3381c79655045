"""Having read everything."""

from manyvoices.core import clock
from manyvoices.notifications.models import Notification
from manyvoices.notifications.permissions import may_read
from manyvoices.people.models import Person
from manyvoices.people.queries import rights


def read_all_notifications(*, actor: Person, up_to: int) -> int:
    """How many were marked: all that stood there up to the id the person saw, not what came in meanwhile."""
    may_read(rights(actor), person_id=actor.pk)
    unread = Notification.objects.filter(person=actor, read_at=None, pk__lte=up_to)
    return unread.update(read_at=clock.now())
