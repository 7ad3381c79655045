"""What runs, what waits, and what leads outside."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from manyvoices.config import Config
from manyvoices.core import clock
from manyvoices.core.backups.taking import last_taken
from manyvoices.core.work.readiness import backlogs, unready
from manyvoices.notifications.queries import mail_server
from manyvoices.shell.doctor.finding import Finding, bad, ok, warn

BACKUP_OLD = timedelta(days=7)


def examine(config: Config) -> Iterator[Finding]:
    """Findings about work, backups, mail and the public address. Asks nobody outside."""
    yield from _work()
    yield _backup(config)
    yield _mail()
    yield _address(config)


def _work() -> Iterator[Finding]:
    troubles = dict(unready())
    for where, said in troubles.items():
        yield bad(where, said, "" if where == "worker" else "The log says why.")
    if not troubles:
        yield ok("worker", "It works, and nothing is late.")
    given_up = {one.kind: one.given_up for one in backlogs() if one.given_up}
    if given_up:
        listed = ", ".join(f"{number} {kind}" for kind, number in given_up.items())
        yield warn(
            "given up", f"Within a week: {listed}.", "Their pages say why; the command queue lists them."
        )


def _backup(config: Config) -> Finding:
    known = last_taken(config.data_dir)
    if known is None:
        return warn(
            "backup",
            "None was taken here.",
            "Run the command backup, best every night, and copy the file away.",
        )
    age = clock.now() - datetime.fromisoformat(known["made_at"])
    said = f"The last one is {in_words(age)} old: {known['file']}."
    if age > BACKUP_OLD:
        return warn("backup", said, "Run the command backup, best every night.")
    if not Path(known["file"]).exists():
        return ok("backup", f"{said} It was taken away from there, as it should be.")
    return ok("backup", said)


def in_words(age: timedelta) -> str:
    """An age for people."""
    hours = int(age.total_seconds() // 3600)
    return f"{hours // 24} days" if hours >= 48 else f"{hours} hours" if hours >= 2 else "less than two hours"


def _mail() -> Finding:
    if mail_server() is None:
        return warn(
            "mail",
            "No mail server is set, so links are passed on by hand.",
            "Set one under Settings, E-mail.",
        )
    return ok("mail", "A mail server is set; Settings, E-mail sends a test.")


def _address(config: Config) -> Finding:
    if not config.base_url:
        return warn(
            "address", "No public address is set: other servers cannot follow.", "Set MANYVOICES_BASE_URL."
        )
    return ok("address", f"{config.base_url}; from elsewhere, {config.base_url}/healthz must answer.")
