"""How much of a request's body the front accepts, and how long it waits for it, by path."""

import re
from dataclasses import dataclass

MIB = 1024 * 1024


@dataclass(frozen=True)
class Limit:
    """`size` in bytes; `seconds` from the first to the last byte of the body."""

    size: int
    seconds: float


ORDINARY = Limit(size=MIB, seconds=15)
# Other servers deliver here: small documents, sent by programs.
INBOX = Limit(size=MIB, seconds=10)
# Pictures and films of a phone, over a phone's network.
UPLOAD = Limit(size=112 * MIB, seconds=180)
# Tables of people, as personnel systems export them.
SHEET = Limit(size=9 * MIB, seconds=60)
# One message, sent by a program; its own page says what is read of it.
EVENT = Limit(size=MIB // 2, seconds=10)

LIMITS: tuple[tuple[re.Pattern[str], Limit], ...] = (
    (re.compile(r"/(.+/)?inbox/?"), INBOX),
    (re.compile(r"/compose/.*"), UPLOAD),
    (re.compile(r"/media-library/add/"), UPLOAD),
    (re.compile(r"/people/imports"), SHEET),
    (re.compile(r"/settings/intakes/imports"), SHEET),
    (re.compile(r"/intake/[\w-]+"), EVENT),
    (re.compile(r"/sightings/new"), UPLOAD),
)


def limit_for(path: str) -> Limit:
    """The limit of a path; the first pattern that matches the whole path wins, else `ORDINARY`."""
    return next((limit for pattern, limit in LIMITS if pattern.fullmatch(path)), ORDINARY)
