"""Which database, and how it is spoken to: SQLite in the data folder, or PostgreSQL by `DATABASE_URL`."""

from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from manyvoices.config import Config

# FULL: a post said to be sent must still be sent after a power cut. The busy time-out is Django's `timeout` in seconds.
_PRAGMAS = (
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-16000; PRAGMA temp_store=MEMORY;"
)

# A worker that is stopped between two statements must not keep the fence shut, or a row locked, for as long as it
# sleeps: the server ends its transaction, which had committed nothing.
_IDLE = "-c idle_in_transaction_session_timeout=10000"


def database(config: Config) -> dict[str, Any]:
    """The `DATABASES` entry for `config`."""
    return _postgresql(config.database_url) if config.database_url else _sqlite(config)


def _sqlite(config: Config) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": config.data_dir / "manyvoices.sqlite3",
        "CONN_MAX_AGE": None,
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": _pragmas(config)},
    }


def _pragmas(config: Config) -> str:
    # What a demo says reaches nobody, and it can be made anew: it starts the sooner for not waiting for the disk.
    return _PRAGMAS.replace("synchronous=FULL", "synchronous=OFF") if config.demo else _PRAGMAS


def _postgresql(url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"options": _IDLE, **dict(parse_qsl(parts.query))},
    }
