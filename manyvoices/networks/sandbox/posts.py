"""The practice network's own posts, in a SQLite file of its own: it is another server, not our database."""

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

TABLE = """
CREATE TABLE IF NOT EXISTS post (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    account TEXT NOT NULL,
    key TEXT NOT NULL,
    content TEXT NOT NULL,
    accepted_at REAL NOT NULL,
    changed_at REAL,
    removed_at REAL
);
CREATE INDEX IF NOT EXISTS post_by_key ON post (account, key);
CREATE INDEX IF NOT EXISTS post_by_parent ON post (json_extract(content, '$.reply_to'));
"""
MOST = 1000


class Posts:
    """Opened at the first use, in a thread of its own, so that the event loop never waits for the disk."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="practice-network")
        self._opened: sqlite3.Connection | None = None

    async def add(self, account: str, content: Mapping[str, Any]) -> str:
        """The id of a new post. There is no look at `key`: a second call makes a second post, as networks do."""
        return await self._do(self._add, account, dict(content))

    async def change(self, account: str, pk: str, content: Mapping[str, Any]) -> bool:
        """Whether the post was there to be changed."""
        return await self._do(self._change, account, pk, dict(content))

    async def remove(self, account: str, pk: str) -> None:
        """Marks the post as removed; a second time changes nothing."""
        await self._do(self._remove, account, pk)

    async def of(self, account: str, key: str | None, before: float | None) -> list[dict[str, Any]]:
        """The account's posts accepted until `before`, in that order, at most 1,000; with `key` those made under it."""
        return await self._do(self._of, account, key, before)

    async def one(self, pk: str) -> dict[str, Any] | None:
        """A post that was not removed, by its unguessable id."""
        return await self._do(self._one, pk)

    async def _do(self, do: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._thread, partial(do, *args, **kwargs))

    def _database(self) -> sqlite3.Connection:
        if self._opened is None:
            self._opened = sqlite3.connect(self._path, isolation_level=None)
            self._opened.row_factory = sqlite3.Row
            self._opened.execute("PRAGMA journal_mode=WAL")
            self._opened.executescript(TABLE)
        return self._opened

    def _add(self, account: str, content: dict[str, Any]) -> str:
        pk = secrets.token_urlsafe(12)
        self._database().execute(
            "INSERT INTO post (id, account, key, content, accepted_at) VALUES (?, ?, ?, ?, ?)",
            [pk, account, str(content.get("key", "")), json.dumps(content), time.time()],
        )
        return pk

    def _change(self, account: str, pk: str, content: dict[str, Any]) -> bool:
        done = self._database().execute(
            "UPDATE post SET content = ?, changed_at = ? WHERE account = ? AND id = ? AND removed_at IS NULL",
            [json.dumps(content), time.time(), account, pk],
        )
        return done.rowcount > 0

    def _remove(self, account: str, pk: str) -> None:
        self._database().execute(
            "UPDATE post SET removed_at = ? WHERE account = ? AND id = ? AND removed_at IS NULL",
            [time.time(), account, pk],
        )

    def _of(self, account: str, key: str | None, before: float | None) -> list[dict[str, Any]]:
        rows = self._database().execute(
            "SELECT * FROM post WHERE account = ? AND (? IS NULL OR key = ?) AND (? IS NULL OR accepted_at <= ?) "
            "ORDER BY number LIMIT ?",
            [account, key, key, before, before, MOST],
        )
        return [_told(row) for row in rows]

    def _one(self, pk: str) -> dict[str, Any] | None:
        row = (
            self._database()
            .execute("SELECT * FROM post WHERE id = ? AND removed_at IS NULL", [pk])
            .fetchone()
        )
        return _told(row) if row else None


def _told(row: sqlite3.Row) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(row["content"])
    times = {name: row[name] for name in ("accepted_at", "changed_at", "removed_at")}
    return {**content, "id": row["id"], **times}
