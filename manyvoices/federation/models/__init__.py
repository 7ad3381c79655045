"""What we know of other servers, what we told them, and what they told us."""

from manyvoices.federation.models.actor import (
    ActorKey,
    Follower,
    FrozenHost,
    InstanceKey,
    RemoteActor,
    RemoteHost,
)
from manyvoices.federation.models.guard import Block, Report
from manyvoices.federation.models.heard import Heard
from manyvoices.federation.models.inbox import MissedKey, Received, SeenSignature, Unverified
from manyvoices.federation.models.move import Move
from manyvoices.federation.models.note import Audience, Note, NoteTag, Reaction, ReactionKind, Showing
from manyvoices.federation.models.outbox import Dispatch

__all__ = [
    "ActorKey",
    "Audience",
    "Block",
    "Dispatch",
    "Follower",
    "FrozenHost",
    "Heard",
    "InstanceKey",
    "MissedKey",
    "Move",
    "Note",
    "NoteTag",
    "Reaction",
    "ReactionKind",
    "Received",
    "RemoteActor",
    "RemoteHost",
    "Report",
    "SeenSignature",
    "Showing",
    "Unverified",
]
