"""Who a note of ours is for."""

from collections.abc import Iterable

from manyvoices.federation.models import Audience, Note
from manyvoices.networks.contract import Mentioned

FOR_ALL = frozenset({Audience.PUBLIC, Audience.UNLISTED})


def audience_of(note: Note) -> Audience:
    """The note's audience; one that was written down without is for everybody or, not public, for the followers."""
    return Audience(note.audience or (Audience.PUBLIC if note.public else Audience.FOLLOWERS))


def named_ids(note: Note) -> list[str]:
    """The actors that the note names beside those in its words."""
    return [one["id"] for one in note.named]


def fields_of(audience: str, mentions: Iterable[Mentioned]) -> dict[str, object]:
    """What a new note keeps of it."""
    named = [{"id": one.id, "address": f"@{one.address.lstrip('@')}"} for one in mentions]
    kept = "" if audience == Audience.PUBLIC else audience
    return {"audience": kept, "public": audience in FOR_ALL, "named": named}
