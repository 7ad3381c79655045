"""An actor is gone from its server: its follows end, its words and reactions go; our voices hear of it."""

from datetime import datetime

from django.db import transaction

from manyvoices.federation.hearing import again
from manyvoices.federation.models import Follower, Note, Reaction, RemoteActor

NOTHING = {"html": "", "content_warning": "", "attachments": []}


def end_actor(*, gone: RemoteActor, now: datetime) -> None:
    """Marks the actor gone. Tombstones stay, so that nothing of it comes back; a second time changes nothing."""
    with transaction.atomic():
        RemoteActor.objects.filter(pk=gone.pk, gone_at=None).update(gone_at=now)
        Follower.objects.filter(actor=gone, ended_at=None).update(ended_at=now)
        Reaction.objects.filter(actor=gone, undone_at=None).update(undone_at=now)
        standing = Note.objects.filter(actor=gone, deleted_at=None)
        said = list(standing.values_list("pk", flat=True))
        standing.update(deleted_at=now, **NOTHING)
        again(said, now)
