"""How long web writes wait while the worker is saturated on SQLite."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from typing import Any

VARIANTS = ("alone", "beside-worker", "beside-worker-without-rest")
SECONDS = 6.0


def measure(seconds: float = SECONDS) -> Iterator[Mapping[str, Any]]:
    """One measurement a variant: writes alone, beside a saturated worker, beside one that takes no rest between writes.

    Each runs in a data folder of its own, which is thrown away; the installation's data are not touched.
    """
    for variant in VARIANTS:
        with tempfile.TemporaryDirectory(prefix="manyvoices-bench-") as folder:
            yield _apart(folder, variant, seconds)


def _apart(folder: str, variant: str, seconds: float) -> Mapping[str, Any]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("MANYVOICES_")}
    environ = {**kept, "DATABASE_URL": "", "MANYVOICES_DATA_DIR": folder}
    command = [sys.executable, "-m", "manyvoices.bench.writes.writer", variant, str(seconds)]
    ran = subprocess.run(command, env=environ, stdout=subprocess.PIPE, text=True, check=True)
    measured: dict[str, Any] = json.loads(ran.stdout.splitlines()[-1])
    return measured
