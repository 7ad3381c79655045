"""Step 5: the complaint that reached the colleague who knows, and how many wait beside it."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import NoReverseMatch, reverse

from manyvoices.conversations.models import Assignment, Conversation, Kind, Message, Standing
from manyvoices.core import clock
from manyvoices.people.models import Person
from manyvoices.voices.models import Voice

# The conductor: nobody would send a complaint from the official account to a train.
COLLEAGUE = "marta"
MOST = 20


@dataclass(frozen=True, slots=True)
class Complaint:
    """One complaint as the tour tells it. `words` spoke for its being one; `topic` is why it went to `colleague`."""

    contact: str
    text: str
    language: str
    words: tuple[str, ...]
    topic: str
    colleague: str
    role: str
    at: datetime
    due_at: datetime | None
    address: str


@dataclass(frozen=True, slots=True)
class Waits:
    """Complaints that are late now, and those that wait within their time."""

    late: int
    in_time: int


def told_complaint() -> Complaint | None:
    """The newest open complaint that went to the colleague of the tour because of its topic; None while there is none."""
    given = Assignment.objects.filter(
        ended_at=None,
        person__login=COLLEAGUE,
        conversation__owner=None,
        conversation__kind=Kind.COMPLAINT,
        conversation__standing=Standing.OPEN,
    )
    rows = given.select_related("person", "conversation__contact").order_by("-conversation__first_at")
    return next((_told(one) for one in rows[:MOST] if _topic(one)), None)


def waiting() -> Waits:
    """Counted now."""
    now = clock.now()
    open_ = Conversation.objects.filter(
        owner=None, merged_into=None, kind=Kind.COMPLAINT, standing=Standing.OPEN, due_at__isnull=False
    )
    return Waits(open_.filter(due_at__lte=now).count(), open_.filter(due_at__gt=now).count())


def address_of(conversation: Conversation) -> str:
    """Its page, by its name where the page is, else as it will be called."""
    try:
        return reverse("conversation", args=[conversation.pk])
    except NoReverseMatch:
        return f"/inbox/{conversation.pk}/"


def _topic(given: Assignment) -> str:
    return next((value for because, value in given.reasons if because == "topic"), "")


def _told(given: Assignment) -> Complaint:
    one, person = given.conversation, given.person
    first = (
        Message.objects.filter(conversation=one).select_related("triage").order_by("said_at", "pk").first()
    )
    triage = getattr(first, "triage", None)
    return Complaint(
        contact=one.contact.name,
        text=first.text if first else one.preview,
        language=one.language,
        words=tuple(triage.kind_words) if triage else (),
        topic=_topic(given),
        colleague=person.name if person else "",
        role=_role(person),
        at=one.first_at,
        due_at=one.due_at,
        address=address_of(one),
    )


def _role(person: Person | None) -> str:
    voice = Voice.objects.filter(person=person, closed_at=None).first() if person else None
    return voice.role_line if voice else ""
