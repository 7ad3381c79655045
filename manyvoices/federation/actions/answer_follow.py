"""Tell a follower whether the voice lets them follow."""

from manyvoices.federation.actions.dispatch_activity import dispatch_activity
from manyvoices.federation.models import RemoteActor
from manyvoices.federation.rendering.activities import accept, reject
from manyvoices.voices.models import Voice


def answer_follow(
    *, voice: Voice, follower: RemoteActor, follow_id: str, number: int, accepted: bool
) -> None:
    """An Accept or a Reject to the follower's own inbox, in order with earlier answers; once for each `number`.

    It goes there even to somebody blocked: a Reject is how their server learns to stop waiting.
    """
    answer = accept if accepted else reject
    dispatch_activity(
        voice=voice,
        activity=answer(voice, {"id": follow_id, "actor": follower.uri}, number),
        inboxes={follower.inbox: follower.domain},
        object_key=f"{follower.uri} {voice.pk}",
    )
