"""What somebody was told goes, and their name in what others were told."""

from django.db import transaction
from django.db.models import F, Q, Value
from django.db.models.functions import Replace

from manyvoices.notifications.models import Letter, Notification, Preference, QuietHours
from manyvoices.people.models import Person


@transaction.atomic
def erase_told(*, person: Person, known_as: frozenset[str], instead: str) -> None:
    """Deletes notifications, letters and preferences of the person; in those of others each of `known_as` becomes `instead`."""
    Letter.objects.filter(Q(person=person) | Q(to__iexact=person.email or "-")).delete()
    Notification.objects.filter(person=person).delete()
    Preference.objects.filter(person=person).delete()
    QuietHours.objects.filter(person=person).delete()
    for name in known_as:
        for model in (Notification, Letter):
            named = model._default_manager.filter(subject__contains=name)
            named.update(subject=Replace(F("subject"), Value(name), Value(instead)))
        texts = Notification.objects.filter(text__contains=name)
        texts.update(text=Replace(F("text"), Value(name), Value(instead)))
