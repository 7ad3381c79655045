"""What we know of those who wrote a batch of activities, asked once for all of them.

Nothing in here is changed by what strangers send, save the actors themselves (`forget`) and their tombstones (`bury`).
"""

from collections.abc import Iterable
from datetime import datetime

from django.db import connection
from django.db.models import Q

from manyvoices.federation.hosts import domain_and_above
from manyvoices.federation.models import Block, Heard, Note, RemoteActor
from manyvoices.federation.receiving import ours, tombstones
from manyvoices.people.models import Organisation
from manyvoices.people.queries import organisation
from manyvoices.voices.models import Voice


class Acquaintances:
    """For one transaction: senders, blocks, tombstones, and what of ours was spoken about."""

    def __init__(self, uris: Iterable[str], things: Iterable[tuple[str, str]] = ()) -> None:
        """`uris` are the senders'; `things` are those that may have been ended before, each with its sender."""
        _hold_blocks()
        self._marks = {tombstones.mark(*thing) for thing in things}
        self._buried = tombstones.standing(self._marks) if self._marks else set()
        found = RemoteActor.objects.filter(uri__in=set(uris))
        self._actors: dict[str, RemoteActor | None] = {actor.uri: actor for actor in found}
        self._blocks = _blocks_of([actor for actor in self._actors.values() if actor])
        self._notes: dict[str | None, Note | None] = {}
        self._voices: dict[str | None, Voice | None] = {}
        self._consents: dict[tuple[int, int | None], bool] = {}
        self._house: list[Organisation | None] = []
        # What our voices heard of meanwhile, and the keys of notes that changed or went: written together at the end.
        self.heard: list[Heard] = []
        self.changed: list[int] = []

    def actor(self, uri: str) -> RemoteActor | None:
        """The sender with this id, if we know one."""
        if uri not in self._actors:
            self._actors[uri] = RemoteActor.objects.filter(uri=uri).first()
        return self._actors[uri]

    def forget(self, uri: str) -> None:
        """The sender may have changed; whoever asks next gets the row as it is then."""
        self._actors.pop(uri, None)

    def is_blocked(self, actor: RemoteActor, voice: Voice | None) -> bool:
        """Whether `actor` is kept away from `voice` (None: from all of us)."""
        covering = set(domain_and_above(actor.domain))
        return any(
            (whom == actor.pk or domain in covering) and of in (None, voice.pk if voice else None)
            for of, whom, domain in self._blocks
        )

    def hears(self, voice: Voice, actor: RemoteActor, channel_id: int | None = None) -> bool:
        """Whether what `actor` says to `voice` may be collected, as in `ours.is_collected`, and no block is between them."""
        named = voice.pk, channel_id
        if named not in self._consents:
            self._consents[named] = ours.is_collected(voice, channel_id)
        return self._consents[named] and not self.is_blocked(actor, voice)

    def note_named(self, uri: str | None) -> Note | None:
        """As in `ours`."""
        if uri not in self._notes:
            self._notes[uri] = ours.note_named(uri)
        return self._notes[uri]

    def voice_named(self, uri: str | None) -> Voice | None:
        """As in `ours`."""
        if uri not in self._voices:
            self._voices[uri] = ours.voice_named(uri)
        return self._voices[uri]

    def house(self) -> Organisation | None:
        """The organisation."""
        if not self._house:
            self._house.append(organisation())
        return self._house[0]

    def bury(self, actor: RemoteActor, uri: str, now: datetime) -> None:
        """As in `tombstones`."""
        tombstones.bury(actor, uri, now)
        self._buried.add(tombstones.mark(actor.uri, uri))

    def is_buried(self, actor: RemoteActor, uri: str) -> bool:
        """As in `tombstones`."""
        mark = tombstones.mark(actor.uri, uri)
        return mark in self._buried or (mark not in self._marks and tombstones.is_buried(actor, uri))


def _hold_blocks() -> None:
    """On PostgreSQL a new block waits for the end of this transaction, and then hides what came in with it."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {Block._meta.db_table} IN SHARE MODE")


def _blocks_of(actors: list[RemoteActor]) -> list[tuple[int | None, int | None, str]]:
    """Voice, actor and domain of the blocks that stand against any of them."""
    domains = {above for actor in actors for above in domain_and_above(actor.domain)}
    against = Q(actor__in=[actor.pk for actor in actors]) | Q(domain__in=domains)
    return list(Block.objects.filter(against, ended_at=None).values_list("voice_id", "actor_id", "domain"))
