"""What arrived on the practice network, as its readers would see it: threads joined, the newest first.

Read from the network's own file; nothing is written and nobody is asked over a network.
"""

import json
import sqlite3
from collections.abc import Collection, Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

FILE = "sandbox.sqlite3"  # in the data folder

# What answers something that is no post here begins a thread as well.
_BEGINS = """
FROM post WHERE account IN ({accounts})
AND NOT EXISTS (SELECT 1 FROM post AS above WHERE above.id = json_extract(post.content, '$.reply_to'))
"""
_BEGINNINGS = f"SELECT * {_BEGINS} ORDER BY number DESC LIMIT ? OFFSET ?"
_COUNT = f"SELECT count(*) {_BEGINS}"
_BELOW = """
WITH RECURSIVE below(id, beginning, depth) AS (
    SELECT id, id, 0 FROM post WHERE id IN ({ids})
    UNION ALL
    SELECT post.id, below.beginning, below.depth + 1 FROM post JOIN below
    ON json_extract(post.content, '$.reply_to') = below.id WHERE below.depth < 100
)
SELECT below.beginning AS beginning, post.* FROM below JOIN post ON post.id = below.id
WHERE below.depth > 0 ORDER BY post.number
"""
_COPIES = """
SELECT key, count(*) FROM post WHERE account IN ({accounts}) AND key != '' GROUP BY account, key HAVING count(*) > 1
"""


@dataclass(frozen=True)
class Picture:
    """A picture, or the one that stands for a film, by its address, with its description; sizes are not known here."""

    url: str
    alt: str


@dataclass(frozen=True)
class Arrival:
    """One post as it stands there. `copies` counts how often it arrived; `rest` is what hangs below it, in order.

    `reply_to` is the id of what it answers, `names` whom it names, `audience` who may read it there.
    """

    id: str
    account: str
    text: str
    title: str
    language: str
    content_warning: str
    pictures: tuple[Picture, ...]
    accepted_at: datetime
    changed_at: datetime | None
    removed_at: datetime | None
    reply_to: str = ""
    audience: str = "public"
    names: tuple[str, ...] = ()
    copies: int = 1
    rest: list["Arrival"] = field(default_factory=list)


@dataclass(frozen=True)
class Arrived:
    """Looks into the file at `path`, which may not be there yet."""

    path: Path
    accounts: Collection[str]

    def __len__(self) -> int:
        """How many threads and single posts there are."""
        return int(self._ask(_COUNT)[0][0]) if self._is_there() else 0

    def __getitem__(self, part: "slice[Any, Any, Any]") -> list[Arrival]:
        """Some of them, from the newest on, with what hangs below each, in three queries."""
        if not self._is_there():
            return []
        first, last = int(part.start or 0), int(part.stop)
        rows = self._ask(_BEGINNINGS, last - first, first)
        copies = dict(map(tuple, self._ask(_COPIES)))
        found = {row["id"]: _arrival(row, copies) for row in rows}
        for row in self._ask(_BELOW, ids=found):
            found[row["beginning"]].rest.append(_arrival(row, copies))
        return list(found.values())

    def _is_there(self) -> bool:
        return bool(self.accounts) and self.path.exists() and bool(self._tables())

    def _tables(self) -> list[sqlite3.Row]:
        return self._ask("SELECT name FROM sqlite_master WHERE name = 'post'", accounts=())

    def _ask(
        self,
        query: str,
        *given: object,
        accounts: Iterable[str] | None = None,
        ids: Mapping[str, Any] | None = None,
    ) -> list[sqlite3.Row]:
        names = list(self.accounts if accounts is None else accounts) if ids is None else list(ids)
        marks = ", ".join("?" * len(names))
        with closing(sqlite3.connect(f"{self.path.as_uri()}?mode=ro", uri=True)) as opened:
            opened.row_factory = sqlite3.Row
            asked = query.format(accounts=marks, ids=marks)
            return list(opened.execute(asked, [*names, *given]))


def _arrival(row: sqlite3.Row, copies: Mapping[str, int]) -> Arrival:
    content = json.loads(row["content"])
    return Arrival(
        id=row["id"],
        account=row["account"],
        text=str(content.get("text", "")),
        title=str(content.get("title") or ""),
        language=str(content.get("language") or ""),
        content_warning=str(content.get("content_warning") or ""),
        pictures=tuple(
            Picture(str(one.get("poster") or one.get("url", "")), str(one.get("alt", "")))
            for one in content.get("media", ())
        ),
        accepted_at=datetime.fromtimestamp(row["accepted_at"], UTC),
        changed_at=_moment(row["changed_at"]),
        removed_at=_moment(row["removed_at"]),
        reply_to=str(content.get("reply_to") or ""),
        audience=str(content.get("audience") or "public"),
        names=tuple(str(one.get("address", "")) for one in content.get("mentions", ())),
        copies=copies.get(row["key"], 1),
    )


def _moment(stamp: float | None) -> datetime | None:
    return None if stamp is None else datetime.fromtimestamp(stamp, UTC)
