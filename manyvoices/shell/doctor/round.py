"""One round of the doctor: every part, in the order in which they stand on each other."""

from collections.abc import Iterator

from manyvoices.config import Config
from manyvoices.media.agreement import ASIDE, move_orphans_aside
from manyvoices.shell.doctor import database, machine, running
from manyvoices.shell.doctor.finding import Finding


def rounds(config: Config) -> Iterator[Finding]:
    """All findings. Where the database cannot be used, nothing that needs it is asked."""
    yield from machine.examine(config)
    usable = True
    for finding in database.examine(config):
        usable = usable and not (finding.where in {"database", "tables"} and finding.level == "bad")
        yield finding
    if usable:
        yield from running.examine(config)


def mend(config: Config) -> int:
    """How many media files that belong to nothing were moved aside; what they lie in is not served."""
    return move_orphans_aside(config.data_dir / ASIDE)
