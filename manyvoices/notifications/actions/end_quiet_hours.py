"""Nothing has to wait for somebody any more."""

from django.db import transaction
from django.db.models import F

from manyvoices.core import clock
from manyvoices.notifications.models import Letter, QuietHours
from manyvoices.people.models import Person
from manyvoices.people.permissions import may_be_here
from manyvoices.people.queries import rights


@transaction.atomic
def end_quiet_hours(*, actor: Person) -> int:
    """Take away the actor's quiet hours; what waited for their end leaves now. Returns how many letters did."""
    may_be_here(rights(actor))
    QuietHours.objects.filter(person=actor).delete()
    waiting = Letter.objects.filter(person=actor, waits_until__gt=clock.now(), due_at=F("waits_until"))
    return waiting.update(due_at=clock.now(), waits_until=None)
