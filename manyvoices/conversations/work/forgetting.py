"""What units keep for so many months, and no longer: the words of closed conversations go."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q, QuerySet

from manyvoices.conversations.contacts import held_contacts
from manyvoices.conversations.forgetting_words import forget_around, forget_messages, words_in
from manyvoices.conversations.keeping import MONTH
from manyvoices.conversations.models import Conversation, Looking, Standing
from manyvoices.core import clock
from manyvoices.people.models import Unit
from manyvoices.people.queries.settings import own_values
from manyvoices.people.settings import SETTINGS
from manyvoices.people.units import nearest

# So many conversations a run and a transaction: nothing is held up by it.
A_BATCH, TOGETHER = 200, 20
# Who looked at what is nobody's business afterwards (people/register_entries.py says so).
LOOKED = timedelta(days=1)


def forget_conversations() -> None:
    """A chore: what was closed for longer than its unit keeps it, and nothing under a legal hold. A second run finds nothing.

    What is private to a person is theirs, and stays until they or the contact want it gone.
    """
    Looking.objects.filter(seen_at__lt=clock.now() - LOOKED).delete()
    numbers = list(_over().order_by("closed_at").values_list("pk", flat=True)[:A_BATCH])
    for start in range(0, len(numbers), TOGETHER):
        with transaction.atomic():
            some = numbers[start : start + TOGETHER]
            forget_messages(words_in(some, keeps_public_answers=False))
            forget_around(some)


def _over() -> QuerySet[Conversation]:
    now, months = clock.now(), _months()
    over = Q(contact__keep_until__lte=now)
    for count in set(months.values()) - {0}:
        units = [unit for unit, kept in months.items() if kept == count]
        over |= Q(unit__in=units, closed_at__lte=now - count * MONTH, contact__keep_until=None)
    closed = Conversation.objects.filter(
        standing=Standing.CLOSED, closed_at__isnull=False, forgotten_at=None, owner=None
    )
    return closed.filter(over).exclude(contact__in=held_contacts())


def _months() -> dict[int, int]:
    """For each unit how many months it keeps conversations; 0 is for good."""
    own, parents = own_values()["keep_conversations"], dict(Unit.objects.values_list("id", "parent_id"))
    usual = SETTINGS["keep_conversations"].default
    places = {unit: nearest(parents, unit, own) for unit in parents}
    return {unit: int(own[place] if place is not None else usual) for unit, place in places.items()}
