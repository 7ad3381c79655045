"""What was said to the practice accounts, in the network's own file: written by whoever plays the others, read in pages."""

import asyncio
import json
import secrets
import sqlite3
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")
PAGE = 40
# How many a page that shifted shows once more.
SHIFT = 3

TABLE = """
CREATE TABLE IF NOT EXISTS arrival (
    id TEXT NOT NULL,
    account TEXT NOT NULL,
    content TEXT NOT NULL,
    change INTEGER NOT NULL,
    changed_at REAL NOT NULL,
    edited_at REAL,
    removed_at REAL,
    PRIMARY KEY (account, id)
);
CREATE INDEX IF NOT EXISTS arrival_by_change ON arrival (account, change);
"""
_NEXT = "(SELECT coalesce(max(change), 0) + 1 FROM arrival)"


class Arrivals:
    """Opened at the first use, in a thread of its own. Every change gives the arrival the next number: a reader goes by it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="practice-arrivals")
        self._opened: sqlite3.Connection | None = None

    async def add(self, account: str, content: Mapping[str, Any]) -> str:
        """The id of something new that was said; one that is there already stays as it is."""
        return await self._do(self._add, account, dict(content))

    async def change(self, account: str, pk: str, content: Mapping[str, Any]) -> bool:
        """Whether it was there to be edited."""
        return await self._do(self._change, account, pk, dict(content))

    async def remove(self, account: str, pk: str) -> None:
        """Takes it back; a second time changes nothing."""
        await self._do(self._remove, account, pk)

    async def after(self, account: str, place: int, pages: str, keeps: int | None) -> dict[str, Any]:
        """A page of what changed after the number `place`, in order, and where to go on. `pages` and `keeps`: faults.py."""
        return await self._do(self._after, account, place, pages, keeps)

    async def _do(self, do: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._thread, partial(do, *args, **kwargs))

    def _database(self) -> sqlite3.Connection:
        if self._opened is None:
            self._opened = sqlite3.connect(self._path, isolation_level=None, timeout=20)
            self._opened.row_factory = sqlite3.Row
            self._opened.execute("PRAGMA journal_mode=WAL")
            self._opened.executescript(TABLE)
        return self._opened

    def _add(self, account: str, content: dict[str, Any]) -> str:
        pk = str(content.get("id") or secrets.token_urlsafe(12))
        self._database().execute(
            "INSERT INTO arrival (id, account, content, change, changed_at) "  # noqa: S608 - no input
            f"VALUES (?, ?, ?, {_NEXT}, ?) ON CONFLICT DO NOTHING",
            [pk, account, json.dumps({"said_at": time.time(), **content}), time.time()],
        )
        return pk

    def _change(self, account: str, pk: str, content: dict[str, Any]) -> bool:
        row = self._one(account, pk)
        if row is None:
            return False
        said = {**json.loads(row["content"]), **content}
        return self._write(account, pk, "content = ?, edited_at = ?", [json.dumps(said), time.time()])

    def _remove(self, account: str, pk: str) -> None:
        self._write(account, pk, "content = '{}', removed_at = ?", [time.time()])

    def _write(self, account: str, pk: str, fields: str, values: list[Any]) -> bool:
        done = self._database().execute(
            f"UPDATE arrival SET {fields}, change = {_NEXT}, changed_at = ? "  # noqa: S608 - no input
            "WHERE account = ? AND id = ? AND removed_at IS NULL",
            [*values, time.time(), account, pk],
        )
        return done.rowcount > 0

    def _one(self, account: str, pk: str) -> sqlite3.Row | None:
        asked = "SELECT * FROM arrival WHERE account = ? AND id = ? AND removed_at IS NULL"
        found: sqlite3.Row | None = self._database().execute(asked, [account, pk]).fetchone()
        return found

    def _after(self, account: str, place: int, pages: str, keeps: int | None) -> dict[str, Any]:
        missed = self._forgotten(account, place, keeps)
        rows = self._page(account, max(place, missed["up_to"] if missed else 0))
        found, more = rows[:PAGE], len(rows) > PAGE
        cursor = found[-1]["change"] if found else place
        if more and pages == "deleting":
            self._remove(account, rows[PAGE]["id"])
        if pages == "shifting":
            shown_before = self._database().execute(
                "SELECT * FROM arrival WHERE account = ? AND change <= ? ORDER BY change DESC LIMIT ?",
                [account, place, SHIFT],
            )
            found = [*reversed(found), *shown_before]
        return {"arrivals": [_told(row) for row in found], "cursor": cursor, "more": more, "missed": missed}

    def _page(self, account: str, place: int) -> list[sqlite3.Row]:
        asked = "SELECT * FROM arrival WHERE account = ? AND change > ? ORDER BY change LIMIT ?"
        return list(self._database().execute(asked, [account, place, PAGE + 1]))

    def _forgotten(self, account: str, place: int, keeps: int | None) -> dict[str, Any] | None:
        """What a network that keeps only its newest changes cannot tell any more."""
        if keeps is None:
            return None
        asked = (
            "SELECT * FROM arrival WHERE account = ? AND change > ? ORDER BY change DESC LIMIT -1 OFFSET ?"
        )
        lost = list(self._database().execute(asked, [account, place, keeps]))
        if not lost:
            return None
        return {"since": lost[-1]["changed_at"], "until": lost[0]["changed_at"], "up_to": lost[0]["change"]}


def _told(row: sqlite3.Row) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(row["content"])
    times = {name: row[name] for name in ("edited_at", "removed_at")}
    return {**content, "id": row["id"], **times}
