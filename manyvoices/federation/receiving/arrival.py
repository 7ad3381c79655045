"""One verified activity on its way into our tables."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from manyvoices.federation.models import RemoteActor
from manyvoices.federation.reading import Activity
from manyvoices.federation.receiving.acquaintances import Acquaintances


class NotApplied(Exception):
    """The activity asks for something its actor may not have; the message is kept on its row."""


@dataclass(frozen=True)
class Arrival:
    """`number` is the row's id: answers are numbered by it, so that answering twice is answering once."""

    activity: Activity
    actor: RemoteActor
    number: int
    now: datetime
    known: Acquaintances

    @property
    def thing(self) -> Mapping[str, Any] | None:
        """The one embedded object, or None where the activity merely names it."""
        value = self.activity.said.get("object")
        inner = value[0] if isinstance(value, list) and len(value) == 1 else value
        return inner if isinstance(inner, Mapping) else None
