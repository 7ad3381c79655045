"""Somebody left, or may not answer any more: what they had waits in the queue again, and nothing is without an owner."""

from django.db import transaction

from manyvoices.conversations.assigning import give
from manyvoices.conversations.history import note
from manyvoices.conversations.models import Conversation, Standing, Way

A_BATCH = 200


def release_of_leavers() -> None:
    """A chore: conversations of people who are not here any more go to the queue of their unit. A second run finds none."""
    had = Conversation.objects.filter(assigned_to__is_active=False, owner=None, merged_into=None)
    for row in had.exclude(standing=Standing.CLOSED).order_by("due_at")[:A_BATCH]:
        _release(row.pk)


@transaction.atomic
def _release(number: int) -> None:
    rows = Conversation.objects.select_for_update(of=("self",)).select_related("unit")
    row = rows.filter(pk=number, assigned_to__is_active=False).first()
    if row is None:
        return
    note(row, "released", who=row.assigned_to_id, because="left")
    give(row, to=None, way=Way.BY_HAND, by=None)
