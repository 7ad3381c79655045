"""One line of the doctor's."""

from dataclasses import dataclass
from typing import Literal

Level = Literal["ok", "warn", "bad"]


@dataclass(frozen=True)
class Finding:
    """`said` is what was found, `to_do` what helps; nothing has to be done about what is ok."""

    level: Level
    where: str
    said: str
    to_do: str = ""

    def line(self) -> str:
        """For people."""
        return f"{self.level:<4}  {self.where:<14} {self.said}{' ' + self.to_do if self.to_do else ''}"


def ok(where: str, said: str) -> Finding:
    """All is well."""
    return Finding("ok", where, said)


def warn(where: str, said: str, to_do: str) -> Finding:
    """It works, and will not for ever."""
    return Finding("warn", where, said, to_do)


def bad(where: str, said: str, to_do: str) -> Finding:
    """It does not work."""
    return Finding("bad", where, said, to_do)
