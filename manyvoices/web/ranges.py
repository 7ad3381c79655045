"""Parts of a file, as players ask for them (RFC 9110, 14.1.2). One part an answer; a list of parts gets the whole."""

import re
from dataclasses import dataclass
from typing import IO, Any

RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})", re.ASCII)


class _Opened:
    """An open file that ends where its part ends."""

    def __init__(self, file: IO[bytes], length: int) -> None:
        self._file = file
        self._left = length

    def read(self, size: int = -1) -> bytes:
        """The next bytes of the part; none at its end."""
        wanted = self._left if size < 0 else min(size, self._left)
        data = self._file.read(wanted) if wanted else b""
        self._left -= len(data)
        return data

    def close(self) -> None:
        """Closes the file."""
        self._file.close()


@dataclass(frozen=True)
class Part:
    """Bytes `first` to `last` of `size`; beyond the end it holds none."""

    first: int
    last: int
    size: int

    @property
    def is_beyond(self) -> bool:
        """Whether no byte of the file is in it."""
        return self.first > self.last

    @property
    def length(self) -> int:
        """How many bytes it has."""
        return self.last - self.first + 1

    def of(self, file: Any) -> _Opened:
        """The file, read from the first byte of the part to its last."""
        file.seek(self.first)
        return _Opened(file, self.length)


def part_of(asked: str, size: int) -> Part | None:
    """What the field `Range` asks for of a file of this size; None: nothing, or what nobody has to understand."""
    match = RANGE.fullmatch(asked.strip())
    if match is None or match.groups() == ("", ""):
        return None
    first, last = match.groups()
    if not first:  # the last so many bytes
        return Part(max(0, size - int(last)), size - 1 if int(last) else -1, size)
    if last and int(last) < int(first):
        return None
    return Part(int(first), min(int(last), size - 1) if last else size - 1, size)
