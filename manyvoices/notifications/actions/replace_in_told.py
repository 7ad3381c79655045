"""A name goes from what our people were told."""

from collections.abc import Collection

from django.db import transaction
from django.db.models import F, Value
from django.db.models.functions import Replace

from manyvoices.notifications.models import Letter, Notification


@transaction.atomic
def replace_in_told(*, words: Collection[str], instead: str) -> None:
    """Puts `instead` in the place of each of `words` in every notification, and in every subject of a letter."""
    for word in sorted(words, key=len, reverse=True):
        for model in (Notification, Letter):
            named = model._default_manager.filter(subject__contains=word)
            named.update(subject=Replace(F("subject"), Value(word), Value(instead)))
        texts = Notification.objects.filter(text__contains=word)
        texts.update(text=Replace(F("text"), Value(word), Value(instead)))
