"""The faults a practice account can be asked for, by `Channel.options`."""

import json
import secrets
from dataclasses import dataclass
from typing import Any

NAMES = frozenset(
    {"accept", "refuse", "busy", "error-before", "error-after", "drop-after", "slow", "no-lookup", "revoked"}
)
LONGEST_DELAY_MS = 600_000


@dataclass(frozen=True)
class Fault:
    """One request's fate. `before` and `after` are seconds of waiting around the acceptance of a `slow` one."""

    name: str = "accept"
    before: float = 0.0
    after: float = 0.0
    reason: str = "this account refuses everything"
    retry_after: str = "30"


@dataclass(frozen=True)
class Behaviour:
    """What an account does: one of `names` for each write, all writes or only the first `times` of them."""

    names: tuple[str, ...]
    times: int | None
    fault: Fault

    def fate(self, write: int) -> Fault:
        """The fate of the account's write number `write`, counted from 0."""
        if self.times is not None and write >= self.times:
            return Fault()
        name = secrets.choice(self.names)
        slow = name == "slow"
        return Fault(
            name,
            self.fault.before if slow else 0.0,
            self.fault.after if slow else 0.0,
            self.fault.reason,
            self.fault.retry_after,
        )

    def is_always(self, name: str) -> bool:
        """Whether this behaviour is asked for, whatever the number of the write."""
        return name in self.names


def behaviour_of(field: str) -> Behaviour:
    """The behaviour that a Sandbox-Behaviour field asks for; an empty one accepts. Raises ValueError for others.

    JSON: `behaviour` (a name or a list, of which one is drawn for each write), `times`, `before_ms`, `after_ms`,
    `reason`, `retry_after`.
    """
    options = json.loads(field) if field else {}
    if not isinstance(options, dict):
        raise ValueError("the options of a practice account are a JSON object")
    asked = options.get("behaviour", "accept")
    names = tuple(asked) if isinstance(asked, list) else (asked,)
    if not names or not NAMES.issuperset(names):
        raise ValueError(f"a practice account knows these behaviours: {', '.join(sorted(NAMES))}")
    times = options.get("times")
    fault = Fault(
        before=_seconds(options.get("before_ms", 0)),
        after=_seconds(options.get("after_ms", 0)),
        reason=str(options.get("reason", Fault.reason)),
        retry_after=str(options.get("retry_after", Fault.retry_after)),
    )
    return Behaviour(names, None if times is None else int(times), fault)


def _seconds(milliseconds: Any) -> float:
    return float(min(max(0, milliseconds), LONGEST_DELAY_MS)) / 1000
