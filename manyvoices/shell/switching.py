"""The last step of a restore: what is ready takes its place, what was there goes aside. It can be done again."""

import json
import shutil
from pathlib import Path

from manyvoices.config import Config
from manyvoices.core.backups.folder import ASIDE, STAGING, entries
from manyvoices.shell.data_folder import SWITCHING, half_restored
from manyvoices.shell.problems import USAGE, Problem
from manyvoices.shell.staging import exchange_schemas


def begin(config: Config, staging: Path, schema: str, file: Path) -> None:
    """From here on the restore can only be finished: writes down what goes and what comes."""
    keep = {file.resolve()}
    plan = {
        "schema": schema,
        "old": sorted(one.name for one in entries(config.data_dir) if one.resolve() not in keep),
        "new": sorted(one.name for one in staging.iterdir()),
    }
    partial = staging / f".{SWITCHING}"
    partial.write_text(json.dumps(plan), encoding="utf-8")
    partial.replace(staging / SWITCHING)


def finish(config: Config) -> Path:
    """Puts everything in its place and returns where lies what was there. Raises Problem when nothing waits."""
    staging = half_restored(config.data_dir)
    if staging is None:
        raise Problem("No restore waits to be finished.", USAGE)
    plan = json.loads((staging / SWITCHING).read_text(encoding="utf-8"))
    stamp = staging.name.removeprefix(STAGING)
    aside = config.data_dir / f"{ASIDE}{stamp}"
    aside.mkdir(exist_ok=True, mode=0o700)
    if plan["schema"]:
        exchange_schemas(plan["schema"], schema_aside(stamp))
    for name in plan["old"]:
        is_new = name in plan["new"] and not (staging / name).exists()
        if not is_new and (config.data_dir / name).exists():
            (config.data_dir / name).rename(aside / name)
    for name in plan["new"]:
        if (staging / name).exists():
            (staging / name).rename(config.data_dir / name)
    (staging / SWITCHING).unlink()
    shutil.rmtree(staging)
    return aside


def schema_aside(stamp: str) -> str:
    """The schema in which PostgreSQL keeps what was there."""
    return f"manyvoices_before_{stamp}"
