"""Count how often a hint stood beside a post and how often it was waved away, all people together."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import F

from manyvoices.core import clock
from manyvoices.publishing.hints import HINTS
from manyvoices.publishing.models import HintCount

KNOWN = frozenset(one.key for one in HINTS)


def count_hints(*, shown: Iterable[str] = (), not_helpful: Iterable[str] = ()) -> None:
    """Adds one for each known hint to this month's sums. It takes no person: nothing about anybody is kept."""
    month = clock.now().date().replace(day=1)
    for column, keys in (("shown", shown), ("not_helpful", not_helpful)):
        for key in KNOWN & set(keys):
            with transaction.atomic():
                row, _made = HintCount.objects.get_or_create(hint=key, month=month)
                HintCount.objects.filter(pk=row.pk).update(**{column: F(column) + 1})
