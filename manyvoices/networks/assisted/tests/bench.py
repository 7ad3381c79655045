"""A network that is posted to by hand, as the contract's checks see it: nothing ever arrives there by us."""

from typing import Any

from manyvoices.networks.assisted.adapter import AssistedAdapter
from manyvoices.networks.assisted.places import PLACES
from manyvoices.networks.contract import Account
from manyvoices.networks.tests.contract_suite import Arrived


class AssistedBench:
    """The adapter of one place."""

    def __init__(self, network: str) -> None:
        self.adapter = AssistedAdapter(PLACES[network])

    def account(self, fault: str = "accept", **options: Any) -> Account:
        """Somebody's profile there."""
        return Account(1, 1, self.adapter.place.profile, "", options)

    def accepted(self, key: str) -> int:
        """Nothing."""
        return 0

    def arrived(self, key: str) -> Arrived:
        """Nothing is there to look at."""
        raise AssertionError("nothing arrives by hand")

    def hears(self, text: str, **given: Any) -> str:
        """Nothing can be read there."""
        raise AssertionError("nothing is read by hand")

    def hears_edit(self, remote_id: str, text: str) -> None:
        """Nothing can be read there."""
        raise AssertionError("nothing is read by hand")

    def hears_end(self, remote_id: str) -> None:
        """Nothing can be read there."""
        raise AssertionError("nothing is read by hand")
