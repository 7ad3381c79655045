"""A restored installation before its first start: paused, in doubt about what left meanwhile, every door closed."""

from dataclasses import dataclass
from pathlib import Path

from manyvoices.core import audit, clock
from manyvoices.core.backups import Manifest
from manyvoices.core.work.freeing import free_everything
from manyvoices.notifications.actions.withhold_letters import withhold_letters
from manyvoices.pauses.actions.place_pause import place_pause
from manyvoices.pauses.models import Covers
from manyvoices.people.actions.void_doors import void_doors
from manyvoices.publishing.actions.doubt_deliveries import doubt_deliveries
from manyvoices.shell.erasing import erase_again

WHY = (
    "Restored from the backup of {made} UTC. What was published after it is on the networks and not here: look there "
    "before you publish a draft or release a post again, then lift this pause."
)


@dataclass(frozen=True)
class Woken:
    """How many deliveries are looked for and how many put to a person, and how many letters stay."""

    looked: int
    asked: int
    letters: int


def wake(manifest: Manifest, *data_dirs: Path) -> Woken:
    """Makes the restored database safe to start. Works on the database that Django is pointed at.

    Whoever was erased after the backup, as one of the data folders remembers, is erased again.
    """
    now = clock.now()
    place_pause(
        actor=None, covers=Covers.ALL_BUT_CRISIS, reason=WHY.format(made=f"{manifest.made_at:%Y-%m-%d %H:%M}")
    )
    # Doubt first: freeing alone would put off by minutes what was just being sent.
    doubted = doubt_deliveries(now=now)
    free_everything()
    letters = withhold_letters(now=now)
    sessions = void_doors(now=now)
    audit.record(
        actor=None,
        verb="restore_backup",
        target=None,
        made_at=manifest.made_at.isoformat(),
        version=manifest.version,
        sessions_ended=sessions,
        letters_withheld=letters,
        looked=doubted["looked"],
        asked=doubted["asked"],
        erased_again=erase_again(*data_dirs),
    )
    return Woken(doubted["looked"], doubted["asked"], letters)
