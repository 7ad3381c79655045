"""The practice network, spoken to over HTTP like any other."""

import json
from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from urllib.parse import quote

from manyvoices.core.http import Client, Response
from manyvoices.networks.asking import ask, told
from manyvoices.networks.contract import (
    Account,
    AdapterTools,
    Batch,
    Outgoing,
    Prepared,
    Receipt,
    Rejected,
    Unknown,
)
from manyvoices.networks.sandbox.collecting import batch_of
from manyvoices.networks.sandbox.limits import LIMITS

__all__ = ["LIMITS", "PREFIX", "SandboxAdapter", "make", "make_blind"]

PREFIX = "/sandbox-network/"
ALL = frozenset({"publish", "revise", "remove", "find", "collect"})


class SandboxAdapter:
    """An Adapter. Without "find" in `can` it is the network that cannot be asked what arrived."""

    limits = LIMITS
    look_every = timedelta(seconds=15)

    def __init__(
        self,
        http: Client,
        own_url: str,
        *,
        can: frozenset[str] = ALL,
        deadline: timedelta = timedelta(seconds=10),
        settle: timedelta = timedelta(seconds=2),
    ) -> None:
        self.can = can
        self.deadline = deadline
        self.settle = settle
        self._http = http
        self._base = own_url + PREFIX

    async def prepare(self, account: Account, outgoing: Outgoing) -> Prepared:
        """Nothing has to be uploaded: pictures go along as addresses."""
        return Prepared(outgoing)

    async def publish(self, account: Account, prepared: Prepared) -> Receipt:
        """The one irreversible call; a second one makes a second post."""
        return _receipt(await self._ask("POST", account, body=_body(prepared.outgoing)))

    async def revise(self, account: Account, receipt: Receipt, prepared: Prepared) -> Receipt:
        """Replaces the words and pictures."""
        where = "/" + quote(receipt.remote_id, safe="")
        return _receipt(await self._ask("PATCH", account, where, body=_body(prepared.outgoing)))

    async def remove(self, account: Account, receipt: Receipt, key: str) -> None:
        """Takes the post back; the network answers the same when it is gone already."""
        await self._ask("DELETE", account, "/" + quote(receipt.remote_id, safe=""))

    async def find(self, account: Account, key: str) -> Receipt | None:
        """The first post made under `key`, also one that was removed since: it did arrive."""
        if "find" not in self.can:
            raise Rejected("This network cannot be asked what arrived.")
        posts = told(await self._ask("GET", account, "?key=" + quote(key, safe=""))).get("posts")
        if not isinstance(posts, list):
            raise Unknown("The network gave an answer that says nothing about the post.")
        return _as_receipt(posts[0]) if posts else None

    async def collect(self, account: Account, cursor: str) -> Batch:
        """A page of what was said to the account, edits and deletions among it. A cursor of another kind begins anew."""
        place = int(cursor) if cursor.isascii() and cursor.isdigit() else 0
        answer = await self._ask("GET", account, f"?after={place}", of="arrivals")
        return batch_of(told(answer))

    async def greet(self, account: Account) -> str:
        """Whether the account's token counts, and how many posts stand there."""
        posts = told(await self._ask("GET", account)).get("posts")
        if not isinstance(posts, list):
            raise Unknown("The network gave an answer that says nothing about the account.")
        return f"It knows the account and holds {len(posts)} posts of it."

    async def _ask(
        self,
        method: str,
        account: Account,
        where: str = "",
        body: Mapping[str, Any] | None = None,
        of: str = "posts",
    ) -> Response:
        headers = {"Authorization": f"Bearer {account.secret}"}
        if account.options:
            headers["Sandbox-Behaviour"] = json.dumps(dict(account.options))
        url = f"{self._base}accounts/{quote(account.address, safe='')}/{of}{where}"
        return await ask(self._http, method, url, headers=headers, body=body, deadline=self.deadline)


def make(tools: AdapterTools) -> SandboxAdapter:
    """The practice network that can be asked what arrived."""
    return SandboxAdapter(tools.home, tools.own_url)


def make_blind(tools: AdapterTools) -> SandboxAdapter:
    """The practice network that cannot be asked: only a person can look there."""
    return SandboxAdapter(tools.home, tools.own_url, can=ALL - {"find"})


def _body(outgoing: Outgoing) -> dict[str, Any]:
    return {
        "key": outgoing.key,
        "title": outgoing.title,
        "text": outgoing.text,
        "language": outgoing.language,
        "content_warning": outgoing.content_warning,
        "kind": outgoing.kind,
        "world": outgoing.world,
        "media": [{"url": one.url, "alt": one.alt, "poster": one.poster} for one in outgoing.media],
        "reply_to": outgoing.parent.remote_id if outgoing.parent else None,
        "audience": outgoing.audience,
        "mentions": [{"id": one.id, "address": one.address} for one in outgoing.mentions],
    }


def _receipt(answer: Response) -> Receipt:
    return _as_receipt(told(answer))


def _as_receipt(found: object) -> Receipt:
    match found:
        case {"id": str(remote_id), "url": str(url)} if remote_id:
            return Receipt(remote_id, url)
    raise Unknown("The network accepted something but did not say what it calls it.")
