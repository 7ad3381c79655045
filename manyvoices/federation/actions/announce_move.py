"""Tell every follower that a voice has moved."""

from datetime import datetime

from django.db import transaction

from manyvoices.federation.actions.dispatch_activity import dispatch_activity
from manyvoices.federation.models import Follower, Move, RemoteActor
from manyvoices.federation.recipients import inboxes
from manyvoices.federation.rendering.activities import move as rendered
from manyvoices.voices.actions.move_voice import move_voice


@transaction.atomic
def announce_move(*, move: Move, now: datetime) -> None:
    """The voice is marked as moved and the activity is on its way to each inbox, both or neither. Twice is once.

    A move that was cancelled meanwhile stays cancelled.
    """
    open_move = Move.objects.filter(pk=move.pk, announced_at=None, cancelled_at=None)
    if not open_move.update(announced_at=now) or not move_voice(
        voice=move.voice, to=move.target_uri, now=now
    ):
        return
    following = Follower.objects.filter(voice=move.voice, ended_at=None)
    told = RemoteActor.objects.filter(pk__in=following.values("actor"))
    Move.objects.filter(pk=move.pk).update(followers_told=following.count())
    dispatch_activity(
        voice=move.voice,
        activity=rendered(move.voice, move.target_uri, move.pk),
        inboxes=inboxes(move.voice, told),
        object_key=f"move {move.voice.pk}",
    )
