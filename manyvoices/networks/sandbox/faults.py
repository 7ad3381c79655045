"""The faults a practice account can be asked for, by `Channel.options` (README.md lists them)."""

import json
import secrets
from dataclasses import dataclass, replace
from typing import Any

# What answers a write that is not accepted.
BEFORE = frozenset({"refuse", "busy", "error-before", "revoked", "expired"})
# What becomes of the answer to a write that was accepted.
AFTER = frozenset(
    {
        *("error-after", "drop-after", "stall-after", "slow", "late-lookup"),
        *("slow-loris", "endless-body", "endless-headers"),
        *("odd-null", "odd-list", "odd-number", "odd-nothing", "odd-words", "odd-deep"),
    }
)
NAMES = frozenset({"accept", "no-lookup"}) | BEFORE | AFTER
# What becomes of the pages of what was said to an account, while somebody pages through them.
PAGES = frozenset({"", "shifting", "deleting"})
LONGEST_DELAY_MS = 600_000
DRIP_MS = 3_000
LATE_MS = 1_000


@dataclass(frozen=True)
class Fault:
    """One request's fate. `before` and `after` are seconds of waiting around the acceptance of a `slow` one.

    `drip` is the time between two bytes of a `slow-loris`; `retry_after` is what retrying.field understands.
    """

    name: str = "accept"
    before: float = 0.0
    after: float = 0.0
    drip: float = DRIP_MS / 1000
    reason: str = "this account refuses everything"
    retry_after: str = "30"


@dataclass(frozen=True)
class Behaviour:
    """What an account does: one of `names` for each write, all writes or only the first `times` of them.

    `lookups` are drawn from likewise for each look-up; what was accepted is found only after `late` seconds.
    """

    names: tuple[str, ...]
    lookups: tuple[str, ...]
    waits: tuple[str, ...]
    times: int | None
    late: float
    fault: Fault
    # What was said to the account: how its pages misbehave, and how many of the newest changes are kept.
    pages: str = ""
    keeps: int | None = None

    def fate(self, write: int) -> Fault:
        """The fate of the account's write number `write`, counted from 0."""
        if self.times is not None and write >= self.times:
            return Fault()
        return self._drawn(self.names)

    def fate_of_look_up(self) -> Fault:
        """The fate of a look-up."""
        return self._drawn(self.lookups)

    def is_always(self, name: str) -> bool:
        """Whether this behaviour is asked for, whatever the number of the write."""
        return name in self.names

    def _drawn(self, names: tuple[str, ...]) -> Fault:
        name = secrets.choice(names)
        fault = replace(self.fault, name=name, retry_after=secrets.choice(self.waits))
        return fault if name == "slow" else replace(fault, before=0.0, after=0.0)


def behaviour_of(field: str) -> Behaviour:
    """The behaviour that a Sandbox-Behaviour field asks for; an empty one accepts. Raises ValueError for others.

    JSON: `behaviour` and `lookup` (a name or a list, of which one is drawn each time), `times`, `before_ms`,
    `after_ms`, `drip_ms`, `late_ms`, `reason`, `pages`, `keeps`,
    `retry_after` (a value, a name of retrying.py, or a list of them).
    """
    options = json.loads(field) if field else {}
    if not isinstance(options, dict):
        raise ValueError("the options of a practice account are a JSON object")
    names = _names(options.get("behaviour", "accept"))
    times, is_late = options.get("times"), "late-lookup" in names
    fault = Fault(
        before=_seconds(options.get("before_ms", 0)),
        after=_seconds(options.get("after_ms", 0)),
        drip=_seconds(options.get("drip_ms", DRIP_MS)),
        reason=str(options.get("reason", Fault.reason)),
    )
    return Behaviour(
        names,
        _names(options.get("lookup", "accept")),
        tuple(map(str, _several(options.get("retry_after", Fault.retry_after)))),
        None if times is None else int(times),
        _seconds(options.get("late_ms", LATE_MS if is_late else 0)),
        fault,
        _pages(options.get("pages", "")),
        None if options.get("keeps") is None else int(options["keeps"]),
    )


def _pages(asked: Any) -> str:
    if asked not in PAGES:
        raise ValueError(f"the pages of a practice account know these faults: {', '.join(sorted(PAGES))}")
    return str(asked)


def _names(asked: Any) -> tuple[str, ...]:
    names = _several(asked)
    if not NAMES.issuperset(names):
        raise ValueError(f"a practice account knows these behaviours: {', '.join(sorted(NAMES))}")
    return names


def _several(asked: Any) -> tuple[Any, ...]:
    several = tuple(asked) if isinstance(asked, list) else (asked,)
    if not several:
        raise ValueError("an empty list leaves nothing to draw from")
    return several


def _seconds(milliseconds: Any) -> float:
    return float(min(max(0, milliseconds), LONGEST_DELAY_MS)) / 1000
