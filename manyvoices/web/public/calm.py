"""What a standing pause covers is not put before people anew: not on a station screen, not on a website, not by a search."""

from collections.abc import Iterable

from manyvoices.federation.models import Note
from manyvoices.pauses.fence import standing, stopping
from manyvoices.people.queries import organisation


def calm(notes: Iterable[Note]) -> list[Note]:
    """The notes of ours that no pause stops now, in their order; two queries at most. Their page shows them all the same."""
    whole = organisation()
    pauses = standing(whole.world) if whole else []
    return [
        note
        for note in notes
        if note.voice is None or stopping(pauses, kind=note.kind, unit=note.voice.unit_id) is None
    ]
