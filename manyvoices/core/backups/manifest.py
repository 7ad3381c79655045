"""What a backup says about itself. It names what the file holds, and no secret."""

import hashlib
from datetime import datetime
from pathlib import PurePosixPath
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

FORMAT = 1
NAME = "manifest.json"
# Where the database lies inside: one file of SQLite, or one member for each table of PostgreSQL.
SQLITE = "database.sqlite3"
TABLES = "tables"
# Below it lies the data folder.
FOLDER = "data"


class Member(BaseModel):
    """One file inside."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    size: int = Field(ge=0)
    sha256: str = Field(pattern="^[0-9a-f]{64}$")


class Manifest(BaseModel):
    """`migrations` are those the database had, as app.name. `columns` and `sequences` are PostgreSQL's.

    `keys` are prints of the keys that open what is encrypted inside, newest first: enough to know them by, not to use them.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    product: Literal["Manyvoices"]
    format: int
    version: str
    made_at: datetime
    database: Literal["sqlite", "postgresql"]
    base_url: str
    keys: list[str]
    keys_inside: bool
    migrations: list[str]
    counts: dict[str, int]
    columns: dict[str, list[str]] = {}
    sequences: dict[str, int] = {}
    members: list[Member]

    @property
    def size(self) -> int:
        """Bytes that everything inside takes on a disk."""
        return sum(member.size for member in self.members)


def key_print(key: str) -> str:
    """By what a random key is known without being told. 48 bits tell two keys apart and lead nowhere."""
    return hashlib.sha256(b"manyvoices key " + key.encode()).hexdigest()[:12]


def is_safe(name: str) -> bool:
    """Whether a member of this name may be written below a folder: relative, plain, and nothing but what it says."""
    path = PurePosixPath(name)
    return (
        bool(name)
        and name == str(path)
        and not path.is_absolute()
        and ".." not in path.parts
        and name.isprintable()
        and not set(name) & set('\\:*?"<>|')
        and path.parts[0] in {SQLITE, TABLES, FOLDER}
        and len(name) <= 400
    )
