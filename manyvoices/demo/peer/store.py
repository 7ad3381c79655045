"""What the second server keeps: its key, the posts that reached it, and what its passengers answered. SQLite of its own."""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

NAME = "platform9.sqlite3"
SCHEMA = """
CREATE TABLE IF NOT EXISTS keys (public TEXT, private TEXT);
CREATE TABLE IF NOT EXISTS posts (
  uri TEXT PRIMARY KEY, url TEXT, author TEXT, name TEXT, html TEXT, language TEXT, published TEXT, arrived TEXT);
CREATE TABLE IF NOT EXISTS answers (
  id INTEGER PRIMARY KEY AUTOINCREMENT, post TEXT, username TEXT, text TEXT, at TEXT, status INTEGER DEFAULT 0);
"""


@dataclass(frozen=True)
class Post:
    """A post as it arrived. `author` is the actor's id; `html` is as it came, and cleaned before it is shown."""

    uri: str
    url: str
    author: str
    name: str
    html: str
    language: str
    published: str
    arrived: str


@dataclass(frozen=True)
class PassengerAnswer:
    """What a passenger wrote under a post; `status` is what the other server said to it, 0 while it is on its way."""

    id: int
    post: str
    username: str
    text: str
    at: str
    status: int


class Store:
    """One file. Each call is a short transaction; the server has one thread."""

    def __init__(self, folder: Path) -> None:
        self._db = sqlite3.connect(folder / NAME, isolation_level=None)
        self._db.executescript(SCHEMA)

    def close(self) -> None:
        """Give the file back."""
        self._db.close()

    def keep_key(self, public: str, private: str) -> None:
        """The one key pair of the server's passengers."""
        self._db.execute("INSERT INTO keys VALUES (?, ?)", (public, private))

    def key(self) -> tuple[str, str]:
        """Public and private half, as PEM. Raises LookupError before there is one."""
        found = self._db.execute("SELECT public, private FROM keys").fetchone()
        if found is None:
            raise LookupError("The second server has no key.")
        return found[0], found[1]

    def keep_post(self, post: Post) -> bool:
        """Keep it, or its new words. Returns whether it is the first time."""
        is_new = self.post(post.uri) is None
        values = tuple(vars(post).values())
        self._db.execute("INSERT OR REPLACE INTO posts VALUES (?, ?, ?, ?, ?, ?, ?, ?)", values)
        return is_new

    def drop_post(self, uri: str, author: str) -> None:
        """It was taken back by whoever wrote it."""
        self._db.execute("DELETE FROM posts WHERE uri = ? AND author = ?", (uri, author))

    def post(self, uri: str) -> Post | None:
        """The post with this id."""
        found = self._db.execute("SELECT * FROM posts WHERE uri = ?", (uri,)).fetchone()
        return Post(*found) if found else None

    def newest(self, most: int = 30) -> list[Post]:
        """The timeline."""
        rows = self._db.execute("SELECT * FROM posts ORDER BY published DESC, uri DESC LIMIT ?", (most,))
        return [Post(*row) for row in rows]

    def has_answered(self, author: str) -> bool:
        """Whether a passenger wrote to this voice already."""
        asked = "SELECT 1 FROM answers JOIN posts ON posts.uri = answers.post WHERE posts.author = ?"
        return self._db.execute(asked, (author,)).fetchone() is not None

    def keep_answer(self, post: str, username: str, text: str) -> PassengerAnswer:
        """An answer that is about to be sent."""
        at = datetime.now(UTC).isoformat()
        made = self._db.execute(
            "INSERT INTO answers (post, username, text, at) VALUES (?, ?, ?, ?)", (post, username, text, at)
        )
        return PassengerAnswer(made.lastrowid or 0, post, username, text, at, 0)

    def mark_answer(self, number: int, status: int) -> None:
        """What the other server said to it."""
        self._db.execute("UPDATE answers SET status = ? WHERE id = ?", (status, number))

    def answer(self, number: int) -> PassengerAnswer | None:
        """One answer."""
        found = self._db.execute("SELECT * FROM answers WHERE id = ?", (number,)).fetchone()
        return PassengerAnswer(*found) if found else None

    def answers_to(self, posts: Iterable[str]) -> list[PassengerAnswer]:
        """What was answered to these posts, the oldest first."""
        wanted = list(posts)
        places = ",".join("?" * len(wanted))
        asked = f"SELECT * FROM answers WHERE post IN ({places}) ORDER BY id"  # noqa: S608 -- only question marks
        return [PassengerAnswer(*row) for row in self._db.execute(asked, wanted)]
