"""Say whether a backup is whole, and what it holds. Reads every byte and changes nothing."""

import argparse
import json
from pathlib import Path

from manyvoices.shell.problems import FAILED, Problem


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """FILE and --json."""
    parser.add_argument("file", metavar="FILE", type=Path, help="what `backup` wrote")
    parser.add_argument("--json", action="store_true", help="one JSON object, with every file inside")


def run(arguments: argparse.Namespace) -> int:
    """Print what it holds. Raises Problem (exit code 1) for one that is damaged, not complete or no backup."""
    from manyvoices.core.backups import BadBackup, opened  # noqa: PLC0415 -- `--help` answers at once
    from manyvoices.shell.describing import verified  # noqa: PLC0415 -- as above

    try:
        with opened(arguments.file) as archive:
            archive.verify()
            print(
                json.dumps({"whole": True, **archive.manifest.model_dump(mode="json")})
                if arguments.json
                else verified(arguments.file, archive.manifest)
            )
    except BadBackup as bad:
        raise Problem(str(bad), FAILED) from None
    return 0
