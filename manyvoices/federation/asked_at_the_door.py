"""What the inbox has to know of a sender, asked in one statement: each question more is asked a thousand times a minute."""

from collections.abc import Sequence
from dataclasses import dataclass

from manyvoices.federation.hosts import domain_and_above
from manyvoices.federation.models import Block, RemoteActor, SeenSignature

_OF_ALL = f"FROM {Block._meta.db_table} b WHERE b.ended_at IS NULL AND b.voice_id IS NULL"
_MOST = 10


@dataclass(frozen=True)
class Owner:
    """Somebody we know who has the key: whether their domain, or they themselves, are blocked for all of our voices.

    `seen`: the signature was accepted once before.
    """

    actor: RemoteActor
    is_domain_blocked: bool
    is_blocked: bool
    seen: bool


def owners(key_id: str, domain: str, signature_id: str) -> Sequence[Owner]:
    """Those we know who have the key `key_id`; nobody's twice, as a rule one or nobody."""
    above = domain_and_above(domain)
    places = ", ".join(["%s"] * len(above))
    statement = f"""
        SELECT a.*,
            EXISTS (SELECT 1 {_OF_ALL} AND b.domain IN ({places})) AS domain_blocked,
            EXISTS (SELECT 1 {_OF_ALL} AND b.actor_id = a.id) AS actor_blocked,
            EXISTS (SELECT 1 FROM {SeenSignature._meta.db_table} s WHERE s.hash = %s) AS seen
        FROM {RemoteActor._meta.db_table} a WHERE a.key_id = %s LIMIT {_MOST}
    """  # noqa: S608 - nothing in it comes from outside
    found = RemoteActor.objects.raw(statement, [*above, signature_id, key_id])
    return [
        Owner(
            actor,
            is_domain_blocked=bool(said["domain_blocked"]),
            is_blocked=bool(said["domain_blocked"] or said["actor_blocked"]),
            seen=bool(said["seen"]),
        )
        for actor, said in ((actor, vars(actor)) for actor in found)
    ]
