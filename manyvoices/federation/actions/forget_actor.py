"""Somebody elsewhere wants to be forgotten: what they said under our posts goes, and their name here."""

from django.db import transaction

from manyvoices.core import clock
from manyvoices.federation.actions.end_actor import NOTHING
from manyvoices.federation.models import Note, RemoteActor


@transaction.atomic
def forget_actor(*, uri: str) -> int:
    """How many notes lost their words; tombstones stay, so that nothing of it comes back. 0 for an actor we do not know.

    Whether they follow is theirs: the address that takes needs stays until they unfollow.
    """
    known = RemoteActor.objects.filter(uri=uri)
    notes = Note.objects.filter(actor__in=known, deleted_at=None)
    gone = notes.update(deleted_at=clock.now(), **NOTHING)
    known.update(name="")
    return gone
