"""An uploaded film made safe: what is kept was made anew by `film_remaking`, in a process that may take seconds, no more.

No page hangs on a film: its first bytes tell its kind before a process is started, the process has an end, and at most
two run at once beside everything else that the web process does.
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import BoundedSemaphore
from typing import Any, BinaryIO

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from manyvoices.media.films import MIME
from manyvoices.media.pictures import BadPicture, Picture, prepare

UPLOAD_BYTES = 100 * 1024 * 1024
AT_ONCE = 2
WAIT_SECONDS = 5
DEADLINE_SECONDS = 25
CHUNK = 1024 * 1024
MATROSKA = b"\x1a\x45\xdf\xa3"
# First boxes of MP4 and MOV files; older cameras leave `ftyp` away.
BOXES = {b"ftyp", b"moov", b"mdat", b"wide", b"free", b"skip"}

SAID = {
    "unknown": _("This file is no MP4, WebM or MOV film and cannot be shown. Choose another file."),
    "size": _("This film is larger than 100 MB, so it was not taken. Save it smaller and choose it again."),
    "long": _("This film runs longer than three minutes, so it was not taken. Cut it and choose it again."),
    "large": _(
        "A picture of this film has more than 9 million pixels. Save it in 4K or smaller and choose it again."
    ),
    "codec": _(
        "Browsers cannot play the way this film is packed. Save it as MP4 with H.264 and AAC, which every camera and "
        "every editor can, and choose it again."
    ),
    "nothing": _("There is nothing to see in this file. Choose a film with pictures."),
    "damaged": _("This film is damaged or cut off, so it cannot be shown. Save it anew and choose it again."),
    "slow": _(
        "This film could not be read in time, so it was not taken. Save it anew as MP4 and choose it again."
    ),
    "busy": _(
        "Other films are being prepared at the moment. Yours was not taken; send it again in a minute."
    ),
}

_turns = BoundedSemaphore(AT_ONCE)


class BadFilm(Exception):
    """The upload is refused; the message is for the person who sent it."""

    def __init__(self, word: str) -> None:
        said: str | Promise = SAID.get(word, SAID["damaged"])
        super().__init__(said)
        self.word = word


@dataclass(frozen=True, kw_only=True)
class Film:
    """A film that may be shown: `path` is a file of ours until the context ends. `poster` is its frame at two seconds."""

    path: Path
    mime: str
    width: int
    height: int
    duration_ms: int
    poster: Picture


@contextmanager
def remade(upload: BinaryIO) -> Iterator[Film]:
    """The film made anew from what was uploaded. Raises BadFilm."""
    with tempfile.TemporaryDirectory(prefix="film-") as folder:
        source, target = Path(folder, "upload"), Path(folder, "film")
        _write(upload, source)
        made = _asked("film", source, target)
        yield Film(
            path=target.with_suffix(made["suffix"]),
            mime=MIME[made["suffix"]],
            width=made["width"],
            height=made["height"],
            duration_ms=made["duration_ms"],
            poster=_poster(target),
        )


def frame_at(film: Path, second: float) -> Picture:
    """What a film of ours shows at `second`; the last picture where it is shorter. Raises BadFilm."""
    with tempfile.TemporaryDirectory(prefix="film-") as folder:
        target = Path(folder, "frame")
        _asked("frame", film, target, str(max(0.0, second)))
        return _poster(target)


def _write(upload: BinaryIO, source: Path) -> None:
    head = upload.read(12)
    if head[:4] != MATROSKA and head[4:8] not in BOXES:
        raise BadFilm("unknown")
    written = len(head)
    with source.open("wb") as file:
        file.write(head)
        while chunk := upload.read(CHUNK):
            written += len(chunk)
            if written > UPLOAD_BYTES:
                raise BadFilm("size")
            file.write(chunk)


def _asked(*arguments: str | Path) -> dict[str, Any]:
    if not _turns.acquire(timeout=WAIT_SECONDS):
        raise BadFilm("busy")
    try:
        done = subprocess.run(
            [sys.executable, "-m", "manyvoices.media.film_remaking", *map(str, arguments)],
            capture_output=True,
            timeout=DEADLINE_SECONDS,
            check=False,
            stdin=subprocess.DEVNULL,
        )
    except subprocess.TimeoutExpired:
        raise BadFilm("slow") from None
    finally:
        _turns.release()
    return _answer(done.stdout)


def _answer(said: bytes) -> dict[str, Any]:
    """What the process said; one that was ended by its limits or by the film itself said nothing."""
    try:
        answer = json.loads(said)
    except ValueError:
        raise BadFilm("damaged") from None
    if "bad" in answer:
        raise BadFilm(answer["bad"])
    made: dict[str, Any] = answer["made"]
    return made


def _poster(target: Path) -> Picture:
    try:
        return prepare(target.with_suffix(".jpg").read_bytes())
    except BadPicture:
        raise BadFilm("damaged") from None
