"""Keep somebody of another server away."""

from manyvoices.federation.keeping_away import place_block
from manyvoices.federation.models import Block, RemoteActor
from manyvoices.people.models import Person
from manyvoices.voices.models import Voice


def block_actor(*, actor: Person, whom: RemoteActor, voice: Voice | None, because: str) -> Block:
    """The block for one voice, or for all (None): replies hidden, follow ended, nothing heard any more. Twice is once.

    Raises Refused (a person's voice is blocked for by that person, everything else by an editor), Invalid.
    """
    return place_block(actor=actor, voice=voice, because=because, verb="block_actor", whom=whom)
