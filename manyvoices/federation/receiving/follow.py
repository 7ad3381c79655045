"""Follow: somebody wants to hear a voice (ActivityPub 7.5)."""

from manyvoices.core.inserting import insert_new
from manyvoices.federation.actions.answer_follow import answer_follow
from manyvoices.federation.models import Follower
from manyvoices.federation.receiving.arrival import Arrival
from manyvoices.voices.models import Voice


def receive(arrival: Arrival) -> None:
    """A follower and an Accept; a Reject from a voice that is closed or rests, and to whom it has blocked.

    A follower who follows again is told again, since their server has forgotten. One who was undone already is not kept.
    """
    voice = arrival.known.voice_named(arrival.activity.object_id)
    if voice is None or arrival.known.is_buried(arrival.actor, arrival.activity.id):
        return
    accepted = not _is_refused(voice, arrival)
    if accepted:
        _keep(voice, arrival)
    else:
        _end(voice, arrival)
    answer_follow(
        voice=voice,
        follower=arrival.actor,
        follow_id=arrival.activity.id,
        number=arrival.number,
        accepted=accepted,
    )


def _is_refused(voice: Voice, arrival: Arrival) -> bool:
    rests = voice.closed_at is not None or voice.resting_since is not None
    return rests or arrival.known.is_blocked(arrival.actor, voice)


def _keep(voice: Voice, arrival: Arrival) -> None:
    row = Follower(voice=voice, actor=arrival.actor, activity_id=arrival.activity.id, since=arrival.now)
    if insert_new(row):
        return
    # The id that a later Undo will name is the newest one.
    standing = Follower.objects.filter(voice=voice, actor=arrival.actor, ended_at=None)
    standing.update(activity_id=arrival.activity.id)


def _end(voice: Voice, arrival: Arrival) -> None:
    standing = Follower.objects.filter(voice=voice, actor=arrival.actor, ended_at=None)
    standing.update(ended_at=arrival.now)
