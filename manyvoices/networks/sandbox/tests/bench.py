"""The practice network as the contract's checks see it."""

import json
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote
from urllib.request import Request, urlopen

from manyvoices.networks.contract import Account, Adapter
from manyvoices.networks.sandbox.adapter import PREFIX
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

    def hears(self, text: str, **given: Any) -> str:
        """Lena says something to the account, over HTTP."""
        author = {"id": "lena-7", "address": "@lena@practice", "name": "Lena"}
        said = {"text": text, "author": author, "in_reply_to": given.get("to", "")}
        return str(self._say("POST", "", said)["id"])

    def hears_edit(self, remote_id: str, text: str) -> None:
        """Lena edits it."""
        self._say("PATCH", f"/{remote_id}", {"text": text})

    def hears_end(self, remote_id: str) -> None:
        """Lena takes it back."""
        self._say("DELETE", f"/{remote_id}", {})

    def _say(self, method: str, where: str, said: dict[str, Any]) -> dict[str, Any]:
        url = f"{self.network.url}{PREFIX}accounts/{quote(ADDRESS, safe='')}/arrivals{where}"
        request = Request(url, json.dumps(said).encode(), method=method)  # noqa: S310 - loopback
        request.add_header("Authorization", f"Bearer {self.network.token(ADDRESS)}")
        with urlopen(request) as answer:  # noqa: S310 - loopback
            told: dict[str, Any] = json.loads(answer.read() or b"{}")
        return told
