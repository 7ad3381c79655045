"""Having read one thing one was told."""

from manyvoices.core import clock
from manyvoices.notifications.models import Notification
from manyvoices.notifications.permissions import may_read
from manyvoices.people.models import Person
from manyvoices.people.queries import rights


def read_notification(*, actor: Person, notification: Notification) -> None:
    """Marks it; what was read stays read since then. Refused for what somebody else was told."""
    may_read(rights(actor), person_id=notification.person_id)
    unread = Notification.objects.filter(pk=notification.pk, read_at=None)
    unread.update(read_at=clock.now())
