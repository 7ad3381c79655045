"""What each type of activity does here: one file a type, found by its name in `RECEIVE`.

Every function runs inside a transaction, often with others, for an activity whose sender was verified and is not blocked
everywhere.
It returns when the activity changed something or had nothing to say to us, and raises `NotApplied` for a refusal
that is worth reading. What is not in the table is taken and does nothing.
"""

from collections.abc import Callable

from manyvoices.federation.receiving.acquaintances import Acquaintances
from manyvoices.federation.receiving.announce import receive as announce
from manyvoices.federation.receiving.arrival import Arrival, NotApplied
from manyvoices.federation.receiving.block import receive as block
from manyvoices.federation.receiving.create import receive as create
from manyvoices.federation.receiving.delete import receive as delete
from manyvoices.federation.receiving.flag import receive as flag
from manyvoices.federation.receiving.follow import receive as follow
from manyvoices.federation.receiving.like import receive as like
from manyvoices.federation.receiving.undo import receive as undo
from manyvoices.federation.receiving.update import receive as update

__all__ = ["RECEIVE", "Acquaintances", "Arrival", "NotApplied"]

# Accept and Reject answer follows of ours, and our voices follow nobody yet. A Move asks our voices to follow elsewhere:
# the same. Both are therefore not here.
RECEIVE: dict[str, Callable[[Arrival], None]] = {
    "Announce": announce,
    "Block": block,
    "Create": create,
    "Delete": delete,
    "Flag": flag,
    "Follow": follow,
    "Like": like,
    "Undo": undo,
    "Update": update,
}
