"""Who was erased since: a restore brings them back, so their numbers are kept beside the database and erased again."""

import json
import os
from pathlib import Path

NAME = "erased.jsonl"


def remember(data_dir: Path, pk: int, at: str) -> None:
    """Adds the number of somebody who was erased; it says nothing about them."""
    handle = os.open(data_dir / NAME, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    with os.fdopen(handle, "a", encoding="utf-8") as file:
        file.write(json.dumps({"person": pk, "at": at}) + "\n")


def remembered(data_dir: Path) -> dict[int, str]:
    """Number -> when, of everybody who was erased here; a line that cannot be read is passed over."""
    found = {}
    try:
        lines = (data_dir / NAME).read_text(encoding="utf-8").splitlines()
    except OSError:
        return {}
    for line in lines:
        try:
            one = json.loads(line)
            found[int(one["person"])] = str(one["at"])
        except (ValueError, KeyError, TypeError):
            continue
    return found


def keep_remembering(known: Path, other: Path) -> None:
    """Whom the folder `known` remembers is remembered in `other` as well."""
    there = remembered(other)
    for pk, at in remembered(known).items():
        if pk not in there:
            remember(other, pk, at)
