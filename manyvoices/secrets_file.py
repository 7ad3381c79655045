"""The secrets of one installation: made once, kept in the data folder, readable by its owner alone."""

import json
import os
import secrets
from pathlib import Path
from typing import TypedDict

from cryptography.fernet import Fernet

from manyvoices.config import Config

NAME = "secrets.json"


class Secrets(TypedDict):
    """`secret_key` signs sessions and tokens; `encryption_keys` are Fernet keys, newest first."""

    secret_key: str
    encryption_keys: list[str]


def read_or_make(config: Config) -> Secrets:
    """The installation's secrets; settings win over the file. Raises OSError when the folder is not writable."""
    kept = _read_or_make_file(config.data_dir / NAME)
    keys = [key for key in config.encryption_keys.replace(",", " ").split() if key]
    return {
        "secret_key": config.secret_key or kept["secret_key"],
        "encryption_keys": keys or kept["encryption_keys"],
    }


def _read_or_make_file(path: Path) -> Secrets:
    if not path.exists():
        _write_once(path)
    kept: Secrets = json.loads(path.read_text(encoding="utf-8"))
    return kept


def _write_once(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    made: Secrets = {
        "secret_key": secrets.token_urlsafe(48),
        "encryption_keys": [Fernet.generate_key().decode()],
    }
    # Written aside and linked, so that two processes starting at once agree on one file and none reads half of it.
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    handle = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump(made, file)
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(aside, path)
    except FileExistsError:
        return
    finally:
        aside.unlink()
