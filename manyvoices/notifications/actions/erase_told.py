"""What somebody was told goes, and their name in what others were told."""

from django.db import transaction
from django.db.models import Q

from manyvoices.notifications.actions.replace_in_told import replace_in_told
from manyvoices.notifications.models import Letter, Notification, Preference, QuietHours
from manyvoices.people.models import Person


@transaction.atomic
def erase_told(*, person: Person, known_as: frozenset[str], instead: str) -> None:
    """Deletes notifications, letters and preferences of the person; in those of others each of `known_as` becomes `instead`."""
    Letter.objects.filter(Q(person=person) | Q(to__iexact=person.email or "-")).delete()
    Notification.objects.filter(person=person).delete()
    Preference.objects.filter(person=person).delete()
    QuietHours.objects.filter(person=person).delete()
    replace_in_told(words=known_as, instead=instead)
