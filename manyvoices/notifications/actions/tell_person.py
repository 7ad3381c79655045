"""One line for one person, and a letter where they have an address and the organisation has a mail server."""

from django.db import transaction

from manyvoices.core import clock
from manyvoices.notifications.models import Notification
from manyvoices.people.models import Person


@transaction.atomic
def tell_person(
    *, person: Person, kind: str, key: str, subject: str, text: str = "", link: str = ""
) -> Notification:
    """The notification. The same `key` for the same person is told once, however often this is called.

    `subject` and `text` are plain words in the person's language; `link` is a path on our own host. Called inside an
    action's transaction it is written with it. Nobody who left is told anything new.
    """
    told, _ = Notification.objects.get_or_create(
        person=person,
        key=key[:120],
        defaults={
            "kind": kind,
            "subject": subject[:200],
            "text": text[:1000],
            "link": link[:300],
            "made_at": clock.now(),
        },
    )
    return told
