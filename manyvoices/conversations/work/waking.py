"""Snoozed conversations come back on top: at their moment, before they are due, or when the customer writes."""

from datetime import datetime

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from manyvoices.conversations.history import note
from manyvoices.conversations.holding import address
from manyvoices.conversations.models import Conversation, ReplyDue
from manyvoices.conversations.promising import Rules
from manyvoices.conversations.snoozing import HEADS_UP, Back, on_top
from manyvoices.conversations.snoozing_rows import bring_back, snooze_of
from manyvoices.core import clock
from manyvoices.people.telling import tell

A_BATCH = 200


def wake_snoozed() -> None:
    """A chore. Each comes back in one transaction with its line and what is told, so that a crash leaves none half woken.

    A second run, or a second worker, finds it awake.
    """
    now = clock.now()
    rows = list(_due(now).order_by("snoozed_until")[:A_BATCH])
    standing = ReplyDue.objects.filter(conversation__in=[row.pk for row in rows], ended_at=None)
    promised, rules = {row.conversation_id: row for row in standing}, Rules() if rows else None
    for row in rows:
        promise = promised.get(row.pk)
        counted = rules.promise(promise) if rules is not None and promise is not None else None
        because = on_top(counted, now, snooze=snooze_of(row), wrote_at=row.inbound_at)
        if because is not None:
            _wake(row, because)


def _due(now: datetime) -> QuerySet[Conversation]:
    """Those that may have to come back; of those snoozed when they were late already, the rules say not yet."""
    moment = Q(snoozed_until__lte=now) | Q(due_at__lte=now + HEADS_UP, due_at__gt=F("snoozed_at"))
    wrote = Q(inbound_at__gt=F("snoozed_at"))
    asleep = Conversation.objects.filter(snoozed_until__isnull=False, merged_into=None)
    return asleep.filter(moment | wrote).select_related("assigned_to", "owner")


@transaction.atomic
def _wake(conversation: Conversation, because: Back) -> None:
    since = conversation.snoozed_at
    if not bring_back(conversation, because.value):
        return
    note(conversation, "woken", because=because.value)
    person = conversation.assigned_to or conversation.owner
    if person is not None and since is not None:
        tell(
            [person],
            kind="snooze_over",
            key=f"woken:{conversation.pk}:{since.timestamp():.0f}",
            link=address(conversation),
            subject=_("A conversation you put aside is back"),
        )
