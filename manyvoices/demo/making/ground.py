"""What every part of the making shares: the moment it hangs on, its chances, and the rows others refer to."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from manyvoices.demo_mark import DemoMark
from manyvoices.federation.models import Note, RemoteActor
from manyvoices.people.models import Brand, Person, Topic, Unit
from manyvoices.voices.models import Channel, Voice


@dataclass
class Ground:
    """`anchor` is the start of today; posts came before it, and what still waits for an answer before `now`.

    The same `seed` makes the same demo.
    """

    anchor: datetime
    now: datetime
    mark: DemoMark
    public_key: str
    seed: str = "northlight"
    # Posts of each colleague; a test makes fewer.
    posts_each: int = 23
    root: Unit = field(default_factory=Unit)
    brands: dict[str, Brand] = field(default_factory=dict)
    units: dict[str, Unit] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    topics: dict[str, Topic] = field(default_factory=dict)
    voices: dict[str, Voice] = field(default_factory=dict)
    channels: dict[str, Channel] = field(default_factory=dict)
    actors: list[RemoteActor] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)

    def chance(self, *names: object) -> Random:
        """Chances of their own for each purpose, so that a change in one place does not shuffle all others."""
        return Random(":".join(map(str, (self.seed, *names))))

    def ago(self, days: float) -> datetime:
        """So many days before today began."""
        return self.anchor - timedelta(days=days)

    @property
    def lead(self) -> Person:
        """The programme lead: whom the visitor signs in as."""
        return self.people["mira"]
