"""The notes of a voice go, here at once and elsewhere as soon as they are told; its servers are told that it is gone."""

from django.db import transaction

from manyvoices.core import clock
from manyvoices.federation import recipients
from manyvoices.federation.actions.dispatch_activity import dispatch_activity
from manyvoices.federation.actions.remove_note import remove_note
from manyvoices.federation.models import Dispatch, Follower, Note
from manyvoices.federation.uris import PUBLIC
from manyvoices.voices.addresses import actor_uri
from manyvoices.voices.models import Voice


@transaction.atomic
def erase_notes(*, voice: Voice) -> int:
    """Removes every note of `voice` and tells its followers that the actor is gone; returns how many notes went.

    What was said about its profile is forgotten. The signing key stays: the removals must be signed. A second time
    finds nothing.
    """
    own = Note.objects.filter(voice=voice)
    gone = [uri for uri in own.filter(deleted_at=None).values_list("uri", flat=True) if remove_note(uri=uri)]
    for note in own:
        Note.objects.filter(pk=note.pk).update(url=note.uri)
    told = Dispatch.objects.filter(voice=voice, note=None).exclude(type="Delete")
    told.filter(done_at=None, dead_at=None).update(done_at=clock.now(), due_at=None)
    told.update(activity=None)
    actor = actor_uri(voice)
    activity = {"id": f"{actor}#delete", "type": "Delete", "actor": actor, "object": actor, "to": [PUBLIC]}
    inboxes = recipients.of_followers(voice)
    dispatch_activity(voice=voice, activity=activity, inboxes=inboxes, object_key=actor)
    Follower.objects.filter(voice=voice, ended_at=None).update(ended_at=clock.now())
    return len(gone)
