"""The practice network as the contract's checks see it."""

import json
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from typing import Any

from manyvoices.networks.contract import Account, Adapter
from manyvoices.networks.sandbox.tests.standing import Network
from manyvoices.networks.tests.contract_suite import Arrived

ADDRESS = "bo/rehearsal@practice"


@dataclass(frozen=True)
class SandboxBench:
    """Reads what was accepted from the network's own file."""

    adapter: Adapter
    network: Network

    def account(self, fault: str = "accept", **options: Any) -> Account:
        """The one account, with the fault asked for in its options."""
        return Account(1, 1, ADDRESS, self.network.token(ADDRESS), {"behaviour": fault, **options})

    def accepted(self, key: str) -> int:
        """How many rows there are under the key."""
        return sum(1 for name, _ in self.network.accepted() if name == key)

    def arrived(self, key: str) -> Arrived:
        """The row's content."""
        with closing(sqlite3.connect(self.network.file)) as opened:
            (content,) = opened.execute("SELECT content FROM post WHERE key = ?", [key]).fetchone()
        told = json.loads(content)
        return Arrived(
            text=told["text"],
            language=told["language"],
            content_warning=told["content_warning"],
            alts=tuple(one["alt"] for one in told["media"]),
            parent=told["reply_to"] or "",
        )
