"""A run of crashes or races in a process of its own, which Django can be set up in anew."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.ground.databases import fresh_database


def run_apart(
    module: str, database: str, folder: Path, *arguments: str, within: float = 600
) -> dict[str, Any]:
    """The JSON that `python -m module folder arguments…` prints last, on a fresh database of that kind.

    Fails when it takes longer than `within` seconds.
    """
    with fresh_database(database) as url:
        environ = {name: value for name, value in os.environ.items() if not name.startswith("MANYVOICES_")}
        command = [sys.executable, "-m", module, str(folder), *arguments]
        ran = subprocess.run(
            command,
            env={**environ, "DATABASE_URL": url},
            capture_output=True,
            text=True,
            check=False,
            timeout=within,
        )
    assert ran.returncode == 0, ran.stderr[-4000:]
    result: dict[str, Any] = json.loads(ran.stdout.splitlines()[-1])
    return result
