"""How many conversations stand in units: asked by those who move and close them (`wiring.IN_UNITS`)."""

from collections.abc import Collection

from django.db.models import Count

from manyvoices.conversations.models import Conversation, Standing


def open_conversations_in(unit_ids: Collection[int]) -> dict[int, int]:
    """What of the organisation's is not closed yet, by unit. What is private to somebody is not even counted."""
    rows = Conversation.objects.filter(unit_id__in=unit_ids, owner=None, merged_into=None)
    return dict(
        rows.exclude(standing=Standing.CLOSED).order_by().values_list("unit_id").annotate(Count("id"))
    )
