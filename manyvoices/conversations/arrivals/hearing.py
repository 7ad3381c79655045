"""Whom something reached: a voice on its channel, or a unit at a door where no voice is."""

from dataclasses import dataclass, field
from typing import Protocol

from manyvoices.core.models import World


class Ear(Protocol):
    """What belonging asks of a voice; `pk` is None where none heard it, and `person_id` then too."""

    @property
    def pk(self) -> int | None:
        """Of the voice."""

    @property
    def person_id(self) -> int | None:
        """Whose own voice it is."""

    @property
    def unit_id(self) -> int:
        """Which unit watches over what it hears."""

    @property
    def world(self) -> str:
        """In which world it happens."""


class Heard(Protocol):
    """What storing asks of a channel."""

    @property
    def network(self) -> str:
        """On which network."""

    @property
    def voice(self) -> Ear:
        """Whom it reached."""


@dataclass(frozen=True)
class NoVoice:
    """A unit without a voice."""

    unit_id: int
    pk: None = None
    person_id: None = None
    world: str = World.LIVE


@dataclass(frozen=True)
class Door:
    """Where something came in that no network of a voice told us: it belongs to the unit from its first moment."""

    network: str
    unit_id: int
    voice: NoVoice = field(init=False)

    def __post_init__(self) -> None:
        """The unit hears it."""
        object.__setattr__(self, "voice", NoVoice(self.unit_id))
