"""A post to an inbox and its answer, free of any web framework."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Posted:
    """One POST: `path` as it was received, header names in lower case, `voice` whose inbox it is (None: everybody's)."""

    path: str
    headers: Mapping[str, str]
    body: bytes
    voice: int | None = None


@dataclass(frozen=True)
class Said:
    """The answer: a status and one sentence."""

    status: int
    words: str
    headers: Mapping[str, str] = field(default_factory=dict)
