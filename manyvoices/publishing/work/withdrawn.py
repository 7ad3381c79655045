"""Somebody took their yes to publishing back: what was planned stops, and they are told what stopped."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from manyvoices.core import clock
from manyvoices.people.telling import tell
from manyvoices.publishing.consent_gone import CONSENT_GONE, without_consent
from manyvoices.publishing.history import change_all
from manyvoices.publishing.models import Delivery, Happened, State

A_BATCH = 200


def stop_without_consent() -> None:
    """Fails what waits to be published without consent, before it is due, and tells its person once.

    A row that a worker holds is left to it: the fence asks the same and writes the same, and the next run tells.
    """
    while len(rows := list(without_consent().select_related("post__voice__person")[:A_BATCH])) > 0:
        rows.sort(key=lambda row: (row.post.voice.pk, row.channel_id))
        with transaction.atomic():
            for _voice, of_voice in groupby(rows, key=lambda row: row.post.voice.pk):
                _tell([row for row in of_voice if _stop(row)])
        if len(rows) < A_BATCH:
            return


def _stop(row: Delivery) -> bool:
    """Whether it was this call that stopped the row: a worker or a new yes may have been faster."""
    mine = without_consent().filter(pk=row.pk).order_by()
    still = Delivery.objects.filter(pk__in=mine.values("pk"), taken_by=None)
    gone: dict[str, Any] = {
        "state": State.FAILED,
        "due_at": None,
        "dead_at": clock.now(),
        "last_error": CONSENT_GONE,
    }
    return bool(change_all(still, Happened.FAILED, because=CONSENT_GONE, **gone))


def _tell(stopped: Iterable[Delivery]) -> None:
    rows = list(stopped)
    posts = sorted({row.post_id for row in rows})
    person = rows[0].post.voice.person if rows else None
    if person is None or not person.is_active:  # who left is not told anything new
        return
    tell(
        [person],
        kind="consent",
        # Each row was stopped by one conditional update, so this is reached once; retried and stopped again is told anew.
        key=f"consent-gone:{max(row.pk for row in rows)}:{clock.now().timestamp():.0f}",
        link=reverse("post-detail", args=posts) if len(posts) == 1 else reverse("queue"),
        subject=ngettext_lazy(
            "A planned post stopped, as you withdrew your yes",
            "%(count)d planned posts stopped, as you withdrew your yes",
            "count",
        ),
        text=_(
            "Nothing of it leaves. Make it a draft, delete it, or say yes again under My consents and press “Try again”."
        ),
        count=len(posts),
    )
