"""What is overdue because nothing could leave, as on a machine that slept: its author is asked, nothing floods."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any

from django.db import transaction
from django.db.models import F, Max, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from manyvoices.core import clock
from manyvoices.core.work import Tools
from manyvoices.core.work.claiming import still_held
from manyvoices.pauses import fence
from manyvoices.pauses.kinds import PostKind
from manyvoices.people.telling import tell
from manyvoices.publishing import history
from manyvoices.publishing.models import ChannelFlow, Delivery, Happened, State, Verb
from manyvoices.publishing.work.timing import Timing

# A backlog is stopped within seconds; its people are asked once, when no more comes.
QUIET_FOR = timedelta(seconds=10)
A_BATCH = 500


async def stop_late(row: Delivery, tools: Tools, timing: Timing) -> bool:
    """Whether the row, which this worker holds, is so overdue that it now waits for a person."""
    if row.due_at is None or clock.now() - row.due_at <= timing.overdue:
        return False  # nearly always, and without asking the database
    return await tools.db(_stop, row, tools.worker, timing.overdue)


@transaction.atomic
def _stop(row: Delivery, worker: int, overdue: timedelta) -> bool:
    fresh = Delivery.objects.select_related("post__voice").get(pk=row.pk)
    if not _is_late(fresh, overdue) or _is_paused(fresh):
        return False
    free = {"taken_by": None, "taken_until": None, "due_at": None, "asked_at": None, "last_error": ""}
    if still_held(row, worker).update(state=State.LATE, **free):
        history.tell(row.pk, Happened.LATE)
    return True


def _is_late(row: Delivery, overdue: timedelta) -> bool:
    """Not what answers a crisis, nor the rest of a thread that began, nor what its channel was held back for."""
    if row.verb != Verb.PUBLISH or row.kind == PostKind.CRISIS or row.part > 1 or row.due_at is None:
        return False
    now = clock.now()
    held = ChannelFlow.objects.filter(channel=row.channel_id, held_until__lte=now)
    free_since: datetime = held.values_list("held_until", flat=True).first() or row.due_at
    return now - max(row.due_at, free_since) > overdue


def _is_paused(row: Delivery) -> bool:
    standing = fence.standing(row.world)
    return fence.stopping(standing, kind=row.kind, unit=row.post.voice.unit_id) is not None


def ask_about_late() -> None:
    """A chore: tells whoever released what is overdue, once for all of it. A second run finds nothing."""
    rows = list(_untold().select_related("post__released_by")[:A_BATCH])
    quiet_since = clock.now() - QUIET_FOR
    for _person, of_person in groupby(rows, key=lambda row: row.post.released_by_id):
        theirs = list(of_person)
        if all(row.stopped_at <= quiet_since for row in theirs):
            with transaction.atomic():
                _ask(theirs)


def _untold() -> "QuerySet[Any, Any]":
    late = Delivery.objects.filter(state=State.LATE, asked_at=None)
    stopped = Max("events__at", filter=Q(events__happened=Happened.LATE), default=F("made_at"))
    return late.annotate(stopped_at=stopped).order_by("post__released_by", "id")


def _ask(rows: Sequence[Delivery]) -> None:
    person = rows[0].post.released_by
    asked = Delivery.objects.filter(pk__in=[row.pk for row in rows], state=State.LATE, asked_at=None)
    count = asked.update(asked_at=clock.now())
    if not count or person is None or not person.is_active:
        return
    tell(
        [person],
        kind="late",
        key=f"late:{max(row.pk for row in rows)}:{clock.now().timestamp():.0f}",
        link=reverse("queue-late"),
        subject=ngettext_lazy(
            "A planned post missed its time and asks you what to do",
            "%(count)d planned posts missed their time and ask you what to do",
            "count",
        ),
        text=_(
            "Nothing could leave at their time, as on a computer that slept. Nothing is sent late without you: "
            "send now, choose a new time, or make drafts."
        ),
        count=count,
    )
