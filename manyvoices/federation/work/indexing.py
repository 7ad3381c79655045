"""Notes of ours that came in by another way than publishing are made findable too."""

from django.db import transaction

from manyvoices.core.search import POSTS
from manyvoices.federation import indexing
from manyvoices.federation.models.note import OURS, Note

AT_ONCE = 300
A_PORTION = 50


def index_notes() -> None:
    """A chore: indexes at most 300 notes a turn that no index knows: from before there was one, or restored, or moved in.

    In portions, because a transaction on SQLite holds up all others.
    """
    found = Note.objects.filter(OURS).exclude(audience__in=indexing.NOT_FOUND)
    lacking = found.filter(POSTS.lacks('"federation_note"."id"'))
    # In the order of the index of our notes: a hundred thousand of them are looked through in a moment.
    missing = list(lacking.order_by("-published_at", "-id")[:AT_ONCE])
    for start in range(0, len(missing), A_PORTION):
        with transaction.atomic():
            for note in missing[start : start + A_PORTION]:
                indexing.index(note)
