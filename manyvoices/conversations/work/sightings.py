"""Who reported something hears what became of it."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from manyvoices.conversations.models import Sighting, Standing
from manyvoices.core import clock
from manyvoices.people.telling import tell

A_BATCH = 200
LINK = "/sightings"


def tell_reporters() -> None:
    """A chore. Tells each once that somebody took it up, and once how it ended; whoever has left is told nothing."""
    taken = Q(told_taken_at=None, message__conversation__assigned_to__isnull=False)
    answered = Q(message__conversation__answered_at__gte=F("at"))
    closed = Q(message__conversation__standing=Standing.CLOSED)
    rows = Sighting.objects.filter(told_answered_at=None).filter(taken | answered | closed)
    _tell_each(rows.select_related("by", "message__conversation").order_by("id")[:A_BATCH], clock.now())


def _tell_each(rows: Iterable[Sighting], now: datetime) -> None:
    for row in rows:
        with transaction.atomic():
            _tell(row, now)


def _tell(row: Sighting, now: datetime) -> None:
    talk = row.message.conversation
    was_answered = talk.answered_at is not None and talk.answered_at >= row.at
    if was_answered or talk.standing == Standing.CLOSED:
        row.told_answered_at = now
        ends = (
            _("It was answered. Thank you for telling us.")
            if was_answered
            else _("It was looked at and needs no answer. Thank you for telling us.")
        )
        _say(row, "answered", ends)
    elif row.told_taken_at is None:
        _say(row, "taken", _("A colleague has it now. You hear again when it is answered."))
    row.told_taken_at = row.told_taken_at or now
    row.save(update_fields=["told_taken_at", "told_answered_at"])


def _say(row: Sighting, what: str, sentence: object) -> None:
    tell(
        [row.by] if row.by.is_active else [],
        kind="sighting",
        key=f"sighting-{what}:{row.pk}",
        link=LINK,
        subject=_("News about what you reported"),
        text=sentence,  # type: ignore[arg-type]
    )
