"""Who notices what: where a conversation stands, and what one person sees. Pure, and free of tables.

Says of rows that were read already what `permissions.may_see` asks the database.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Place:
    """A conversation, the person it is private to if any, the unit whose inbox it stands in, and who has it."""

    conversation: int
    owner: int | None
    unit: int
    assigned_to: int | None


@dataclass(frozen=True, slots=True)
class Sight:
    """What one person sees: the inboxes of these units, what was given to them, and what is private to them."""

    person: int
    units: frozenset[int]

    def has(self, place: Place) -> bool:
        """Whether this person sees it. What is private to somebody is seen by nobody else."""
        if place.owner is not None:
            return place.owner == self.person
        return place.unit in self.units or place.assigned_to == self.person


@dataclass(frozen=True, slots=True)
class Looker:
    """Somebody who has a conversation open, or is answering it."""

    place: Place
    person: int
    answering: bool


@dataclass(frozen=True, slots=True)
class OpenPage:
    """A conversation of which a page is open; `state` differs whenever the page would."""

    place: Place
    state: tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Moment:
    """How things stand, as one look at the database found them.

    `happened` has each line of history and each message with an id above `reaches`, by what kind of row it is and its id.
    `is_cut` says that there was more than anybody wants to tell apart.
    """

    happened: Mapping[tuple[str, int], Place] = field(default_factory=dict)
    reaches: int = 0
    is_cut: bool = False
    looking: frozenset[Looker] = frozenset()
    open_pages: Mapping[int, OpenPage] = field(default_factory=dict)
