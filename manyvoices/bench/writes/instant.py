"""A network that accepts at once, so that nothing but the database slows the worker down."""

from datetime import timedelta

from manyvoices.networks.contract import Account, AdapterTools, Limits, Outgoing, Prepared, Receipt

LIMITS = Limits(length=500)


class InstantNetwork:
    """An Adapter without a network behind it."""

    can = frozenset({"publish", "revise", "remove", "find"})
    limits = LIMITS
    deadline = settle = timedelta(seconds=1)

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


def make(_tools: AdapterTools) -> InstantNetwork:
    """For wiring.NETWORKS."""
    return InstantNetwork()
