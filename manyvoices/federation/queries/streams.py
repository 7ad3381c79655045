"""Our notes stretch by stretch, the newest first: from any place in a hundred thousand at the same cost.

A stretch begins behind a note, never at a number: what is published or taken back meanwhile shifts nothing.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from manyvoices.core.search import POSTS, Query
from manyvoices.federation.models import Note, NoteTag
from manyvoices.federation.queries.public import standing_notes

Keys = Callable[[int | None, int], Sequence[int]]
# Of keys whose notes may turn out not to be everybody's: rounds of 64, 256, 1,024, 4,096.
FIRST_ROUND = 64
ROUNDS = 4
LOOKS = (300, 4_000)


@dataclass(frozen=True)
class Stretch:
    """Some notes, and the key of the last one if there are older ones behind it: `before` of the next stretch."""

    notes: list[Note]
    older: int | None = None


def stretch(notes: "QuerySet[Note]", *, size: int, before: int | None = None) -> Stretch:
    """`size` of `notes` (ordered as `standing_notes` are) behind the note `before`; the newest where nobody knows it."""
    return _stretch(list(_behind(notes, before)[: size + 1]), size)


def notes_in(language: str) -> "QuerySet[Note]":
    """The standing notes in one language, by its code as the notes carry it."""
    return standing_notes().filter(language=language)


def notes_by(voices: Collection[int], *, size: int, before: int | None = None) -> Stretch:
    """The standing notes of these voices.

    Voices that speak often stand among the newest notes of all, where a short look finds them in order; those that
    speak rarely are looked up by voice. A database that chooses by itself took up to a second for some of them.
    """
    for look in LOOKS:
        newest = _behind(standing_notes(), before).values_list("pk", "voice")[:look]
        keys = [key for key, voice in newest if voice in voices][: size + 1]
        if len(keys) > size:
            by_key = standing_notes().in_bulk(keys)
            return _stretch([by_key[key] for key in keys if key in by_key], size)
    return stretch(standing_notes().filter(voice__in=list(voices)), size=size, before=before)


def tagged(tag: str, *, size: int, before: int | None = None) -> Stretch:
    """The standing notes that carry a hashtag (as `tag_name` spells it), the last published first."""

    def keys(below: int | None, limit: int) -> Sequence[int]:
        rows = NoteTag.objects.filter(tag=tag).order_by("-note")
        rows = rows if below is None else rows.filter(note__lt=below)
        return list(rows.values_list("note", flat=True)[:limit])

    return _standing(keys, size, before)


def found(query: Query, *, size: int, before: int | None = None) -> Stretch:
    """The standing notes that answer a query, the last published first."""
    return _standing(lambda below, limit: POSTS.find(query, limit=limit, before=below), size, before)


def _standing(keys: Keys, size: int, before: int | None) -> Stretch:
    """Fills a stretch with the standing ones among the notes that `keys` names below a key, the largest first."""
    notes: list[Note] = []
    limit = max(FIRST_ROUND, size + 1)
    for _ in range(ROUNDS):
        batch = keys(before, limit)
        by_key = standing_notes().in_bulk(batch)
        notes += [by_key[key] for key in batch if key in by_key]
        if len(notes) > size or len(batch) < limit:
            return _stretch(notes, size)
        before, limit = batch[-1], limit * 4
    return Stretch(notes, before)


def _behind(notes: "QuerySet[Note]", before: int | None) -> "QuerySet[Note]":
    after = Note.objects.filter(pk=before).values_list("published_at", flat=True).first() if before else None
    if after is None:
        return notes
    return notes.filter(Q(published_at__lt=after) | Q(pk__lt=before), published_at__lte=after)


def _stretch(notes: list[Note], size: int) -> Stretch:
    return Stretch(notes[:size], notes[size - 1].pk if len(notes) > size else None)
