"""A clock that jumps under running processes, by libfaketime. Passed time (boot time, monotonic) goes on as it is."""

import os
import select
import time
from collections.abc import Mapping
from pathlib import Path
from typing import SupportsIndex

VARIABLE = "FAKETIME_TIMESTAMP_FILE"


def library() -> Path | None:
    """The library for programs with threads; None where it is not installed."""
    return next(iter(sorted(Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1"))), None)


def sleep_by_select() -> None:
    """In a process under faketime: it takes Python's sleep, whose end is a moment of the clock that is not moved, for
    one of the clock that is, and the system refuses what it makes of it.
    """
    if VARIABLE in os.environ:
        time.sleep = _by_select


def _by_select(seconds: SupportsIndex | float, /) -> None:
    select.select([], [], [], float(seconds))


class MovedClock:
    """The time of day of whoever is started with `settings`; `move` changes it at once."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "clock"
        self.move(0)

    @property
    def settings(self) -> Mapping[str, str]:
        """The environment of a process that lives by this clock. Raises RuntimeError without the library."""
        found = library()
        if found is None:
            raise RuntimeError("faketime is not installed here")
        return {
            "LD_PRELOAD": str(found),
            VARIABLE: str(self._file),
            "FAKETIME_NO_CACHE": "1",
            "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        }

    def move(self, seconds: int) -> None:
        """So far from the real time the clock now is."""
        new = self._file.with_suffix(".new")
        new.write_text(f"{seconds:+d}\n")
        new.replace(self._file)  # whoever reads in this moment sees the old or the new, never half
