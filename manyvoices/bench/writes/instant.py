"""A network that accepts at once, so that nothing but the database slows the worker down."""

from datetime import timedelta

from manyvoices.networks.contract import (
    Account,
    Adapter,
    AdapterTools,
    Batch,
    Limits,
    Outgoing,
    Prepared,
    Receipt,
)

LIMITS = Limits(length=500)


class InstantNetwork:
    """An Adapter without a network behind it."""

    can = frozenset({"publish", "revise", "remove", "find", "collect"})
    limits = LIMITS
    deadline = settle = timedelta(seconds=1)
    look_every = timedelta(hours=1)

    async def prepare(self, account: Account, outgoing: Outgoing) -> Prepared:
        """Nothing to upload."""
        return Prepared(outgoing)

    async def publish(self, account: Account, prepared: Prepared) -> Receipt:
        """Accepted."""
        return Receipt(prepared.outgoing.key, "")

    async def revise(self, account: Account, receipt: Receipt, prepared: Prepared) -> Receipt:
        """Accepted."""
        return receipt

    async def remove(self, account: Account, receipt: Receipt, key: str) -> None:
        """Gone."""

    async def find(self, account: Account, key: str) -> Receipt | None:
        """There is nothing to look for: every call was answered."""
        return None

    async def collect(self, account: Account, cursor: str) -> Batch:
        """Nobody says anything here."""
        return Batch(cursor=cursor)

    async def greet(self, account: Account) -> str:
        """It knows everybody."""
        return "It accepts at once."


def make(_tools: AdapterTools) -> Adapter:
    """For wiring.NETWORKS."""
    return InstantNetwork()
