"""What the frame of every working screen tells the person who looks at it."""

from dataclasses import dataclass
from datetime import datetime

from manyvoices.conversations.permissions import IN_INBOX
from manyvoices.conversations.queries.inbox import waiting_for
from manyvoices.pauses.in_flight import in_flight
from manyvoices.pauses.models import Pause
from manyvoices.pauses.queries import standing_pauses
from manyvoices.people.models import Person
from manyvoices.people.permissions import LEADS
from manyvoices.people.rights import Rights
from manyvoices.web.settings.overview import places_for

# The menu has room for two figures.
MOST_SHOWN = 99


@dataclass(frozen=True)
class StandingPause:
    """A pause as the banner shows it."""

    pause: Pause
    reason: str
    placed_at: datetime
    confirmed_at: datetime | None

    @property
    def in_flight(self) -> int:
        """How many posts may still arrive; counted only where the banner asks, before the pause is confirmed."""
        return in_flight(self.pause)


def pauses_for_banner() -> list[StandingPause]:
    """The pauses that stand for what the public sees, the oldest first; one query."""
    return [
        StandingPause(pause, pause.reason, pause.placed_at, pause.confirmed_at) for pause in standing_pauses()
    ]


def unanswered_for(person: Person, held: Rights) -> str:
    """How many conversations wait for an answer of this person's inbox, as the menu shows it: "" for none, "99+" at most."""
    count = waiting_for(person, held, most=MOST_SHOWN)
    return f"{MOST_SHOWN}+" if count > MOST_SHOWN else str(count or "")


def entries_hidden_from(held: Rights) -> list[str]:
    """Entries of the menu behind which who holds these would find nothing but themselves. No query."""
    people = [] if held.units_with(LEADS) else ["people", "units"]
    people += [] if held.units_with(IN_INBOX) else ["causes"]
    return people if places_for(held) else [*people, "settings"]
