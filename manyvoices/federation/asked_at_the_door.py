"""What the inbox has to know of senders, asked for all who came together: two questions, however many they are."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection

from manyvoices.federation.hosts import domain_and_above
from manyvoices.federation.models import Block, RemoteActor, SeenSignature

# One look for a changed key in five minutes: a stranger who sends nonsense must not make us fetch.
ASK_AGAIN_AFTER = timedelta(minutes=5)


@dataclass(frozen=True)
class Owner:
    """Somebody we know who has the key. `asked_lately`: too lately to ask for a new one."""

    pk: int
    uri: str
    domain: str
    key_id: str
    public_key: str
    is_gone: bool
    asked_lately: bool


class Door:
    """Who stands there: owners of keys, blocks that hold for all of our voices, signatures accepted before."""

    def __init__(
        self, *, keys: Iterable[str], domains: Iterable[str], signatures: Iterable[str], now: datetime
    ) -> None:
        self._owners: dict[str, list[Owner]] = {}
        for owner in _owners(sorted(set(keys)), now):
            self._owners.setdefault(owner.key_id, []).append(owner)
        known = [owner for owners in self._owners.values() for owner in owners]
        theirs = {*domains, *(owner.domain for owner in known)}
        above = {name for domain in theirs for name in domain_and_above(domain)}
        found = _found(sorted(above), [owner.pk for owner in known], sorted(set(signatures)))
        self._domains = {name for kind, name in found if kind == "domain"}
        self._actors = {int(name) for kind, name in found if kind == "actor"}
        self._seen = {name for kind, name in found if kind == "seen"}

    def owners(self, key_id: str) -> Sequence[Owner]:
        """Those we know who have the key; as a rule one or nobody."""
        return self._owners.get(key_id, ())

    def is_domain_blocked(self, domain: str) -> bool:
        """Whether a server, or a domain above it, is kept away from all of our voices."""
        return not self._domains.isdisjoint(domain_and_above(domain))

    def is_blocked(self, owner: Owner) -> bool:
        """Whether somebody is, themselves or with their domain."""
        return owner.pk in self._actors or self.is_domain_blocked(owner.domain)

    def was_seen(self, signature_id: str) -> bool:
        """Whether the signature was accepted once before."""
        return signature_id in self._seen


_BLOCKS = f"{Block._meta.db_table} WHERE ended_at IS NULL AND voice_id IS NULL"


def _owners(keys: Sequence[str], now: datetime) -> list[Owner]:
    if not keys:
        return []
    question = f"""
        SELECT id, uri, domain, key_id, public_key, gone_at IS NOT NULL, fetched_at > %s
        FROM {RemoteActor._meta.db_table} WHERE key_id IN ({_places(keys)})
    """  # noqa: S608 - nothing in it comes from outside
    lately = connection.ops.adapt_datetimefield_value(now - ASK_AGAIN_AFTER)
    return [Owner(*row) for row in _asked(question, [lately, *keys])]  # SQLite says 0 and 1 for no and yes


def _found(domains: Sequence[str], actors: Sequence[int], signatures: Sequence[str]) -> list[Any]:
    parts = [
        (f"SELECT 'domain', domain FROM {_BLOCKS} AND domain", domains),  # noqa: S608 - as above
        (f"SELECT 'actor', CAST(actor_id AS TEXT) FROM {_BLOCKS} AND actor_id", actors),  # noqa: S608
        (f"SELECT 'seen', hash FROM {SeenSignature._meta.db_table} WHERE hash", signatures),  # noqa: S608
    ]
    asked = [(f"{part} IN ({_places(values)})", values) for part, values in parts if values]
    if not asked:
        return []
    return _asked(
        " UNION ALL ".join(part for part, _ in asked), [one for _, values in asked for one in values]
    )


def _places(values: Sequence[Any]) -> str:
    return ", ".join(["%s"] * len(values))


def _asked(question: str, values: Sequence[Any]) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(question, values)
        return list(cursor.fetchall())
