"""One adapter for all of them. It calls nobody: whoever sees that it cannot publish hands the post to its person."""

from dataclasses import dataclass
from datetime import timedelta
from typing import NoReturn

from manyvoices.networks.assisted.places import PLACES, Place
from manyvoices.networks.contract import (
    Account,
    AdapterTools,
    Batch,
    Limits,
    Outgoing,
    Prepared,
    Receipt,
    Rejected,
)


class AssistedAdapter:
    """An Adapter that can nothing by itself."""

    can: frozenset[str] = frozenset()
    deadline = timedelta(seconds=1)
    settle = timedelta(seconds=1)
    look_every = timedelta(days=1)

    def __init__(self, place: Place) -> None:
        self.place = place
        self.limits = place.limits

    async def prepare(self, account: Account, outgoing: Outgoing) -> Prepared:
        """Nothing is uploaded; pictures stand on the page of the share."""
        return Prepared(outgoing)

    async def publish(self, account: Account, prepared: Prepared) -> Receipt:
        """Only a person posts there. Raises Rejected."""
        self._by_hand()

    async def revise(self, account: Account, receipt: Receipt, prepared: Prepared) -> Receipt:
        """Only a person edits there. Raises Rejected."""
        self._by_hand()

    async def remove(self, account: Account, receipt: Receipt, key: str) -> None:
        """Only a person deletes there. Raises Rejected."""
        self._by_hand()

    async def find(self, account: Account, key: str) -> Receipt | None:
        """Only a person can look there. Raises Rejected."""
        self._by_hand()

    async def collect(self, account: Account, cursor: str) -> Batch:
        """Only a person can read there. Raises Rejected."""
        self._by_hand()

    async def greet(self, account: Account) -> str:
        """Nobody is called; says so."""
        return f"{self.place.name} is not asked anything: what you share there, you post yourself."

    def _by_hand(self) -> NoReturn:
        raise Rejected(f"{self.place.name} lets no software do this for a person. Do it there by hand.")


@dataclass(frozen=True)
class Maker:
    """What wiring.NETWORKS names: makes the adapter of one place, and says what fits there and what it is called."""

    place: Place

    def __call__(self, tools: AdapterTools) -> AssistedAdapter:
        """The adapter."""
        return AssistedAdapter(self.place)

    @property
    def limits(self) -> Limits:
        """What fits."""
        return self.place.limits


linkedin = Maker(PLACES["share-linkedin"])
x = Maker(PLACES["share-x"])
instagram = Maker(PLACES["share-instagram"])
facebook = Maker(PLACES["share-facebook"])
whatsapp = Maker(PLACES["share-whatsapp"])
threads = Maker(PLACES["share-threads"])
xing = Maker(PLACES["share-xing"])
tiktok = Maker(PLACES["share-tiktok"])
