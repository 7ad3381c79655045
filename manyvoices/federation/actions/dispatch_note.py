"""Tell other servers of one of our notes."""

from collections.abc import Mapping

from manyvoices.federation.dispatching import put_on_its_way
from manyvoices.federation.models import Note


def dispatch_note(*, note: Note, word: str, activity_id: str, inboxes: Mapping[str, str]) -> int:
    """Sends the Create, Update or Delete (`word`) of a note to each of `inboxes`; returns to how many.

    Its body is rendered when it leaves. Runs in the caller's transaction.
    """
    return put_on_its_way(
        inboxes,
        voice=note.voice,
        channel=note.channel,
        note=note,
        type=word,
        activity_id=activity_id,
        object_key=note.uri,
        kind=note.kind,
        world=note.world,
    )
