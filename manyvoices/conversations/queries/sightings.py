"""What somebody reported, and what became of it."""

from django.db.models import QuerySet

from manyvoices.conversations.models import Sighting
from manyvoices.people.models import Person


def sightings_of(person: Person) -> "QuerySet[Sighting]":
    """Their own, the newest first, each with its message and conversation."""
    rows = Sighting.objects.filter(by=person).select_related("message__conversation__unit", "picture")
    return rows.order_by("-id")


def state_of(sighting: Sighting) -> str:
    """reported, taken, answered or closed. What who reported may know, and nothing of who has it."""
    talk = sighting.message.conversation
    if talk.answered_at is not None and talk.answered_at >= sighting.at:
        return "answered"
    if talk.standing == "closed":
        return "closed"
    return "taken" if talk.assigned_to_id else "reported"
