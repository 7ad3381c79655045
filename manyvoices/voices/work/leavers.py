"""Somebody left: shared voices are closed to them, what was handed to them goes back, and their own voice rests."""

from django.db import transaction

from manyvoices.core import audit, clock
from manyvoices.voices.models import HandOver, Speaker, Voice


@transaction.atomic
def close_voices_of_leavers() -> None:
    """Ends their rights to speak and to look after, and lets their own voices rest; a second run finds nothing.

    Nothing is deleted: the voice stays theirs and may still move. Whoever asks meanwhile is refused all the same,
    since every question of speaking asks whether its person is here.
    """
    now = clock.now()
    for speaker in Speaker.objects.filter(person__is_active=False, ended_at=None).select_related("voice"):
        if Speaker.objects.filter(pk=speaker.pk, ended_at=None).update(ended_at=now):
            audit.record(
                actor=None,
                verb="close_speaking",
                target=speaker.voice,
                person=speaker.person_id,
                because="left",
            )
    HandOver.objects.filter(to__is_active=False, ended_at=None).update(ended_at=now)
    for voice in Voice.objects.filter(person__is_active=False, resting_since=None, closed_at=None):
        if Voice.objects.filter(pk=voice.pk, resting_since=None).update(resting_since=now):
            audit.record(actor=None, verb="rest_voice", target=voice, because="left")
