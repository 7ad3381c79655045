"""After a restore: a letter that waited then may have left since."""

from datetime import datetime

from manyvoices.notifications.models import Letter

RESTORED = "restored from a backup: it may have left since"


def withhold_letters(*, now: datetime) -> int:
    """Gives up every letter that was not known to have left, and empties its text; returns how many.

    Whoever still needs one presses the button that wrote it again. A second time changes nothing.
    """
    waiting = Letter.objects.filter(sent_at=None, done_at=None, dead_at=None)
    return waiting.update(
        due_at=None, dead_at=now, taken_by=None, taken_until=None, text="", last_error=RESTORED
    )
