"""An organisation with rotas, promises and responders who know things, and batches of messages that reach it."""

from datetime import date, timedelta
from itertools import count
from random import Random

from django.db import transaction

from manyvoices.bench.ingesting.words import message
from manyvoices.bench.writes.ground import make_writer
from manyvoices.conversations.models import Contact, Conversation, Direction, Identity, Message, SlaPolicy
from manyvoices.core import clock
from manyvoices.core.ids import new_id
from manyvoices.people.models import (
    Calendar,
    Expertise,
    OnCall,
    Person,
    Role,
    RoleName,
    Shift,
    ShiftTurn,
    Topic,
    Unit,
    UnitKind,
)
from manyvoices.people.queries import root_unit

TOPICS = (
    "Delays",
    "Refunds",
    "Tickets",
    "Heating",
    "App",
    "Accessibility",
    "Bicycles",
    "Night trains",
    "Staff",
    "Seats",
    "Luggage",
    "Stations",
)
UNITS = 8
_numbers = count(1)


def make_organisation(responders: int) -> list[Unit]:
    """Eight units with so many responders, twelve topics, a rota, office hours and a promise each."""
    now, random = clock.now(), Random(7)  # noqa: S311 - chance, no secret
    make_writer()
    root = root_unit()
    topics = Topic.objects.bulk_create(
        Topic(name=name, tag=name.lower().replace(" ", ""), made_at=now) for name in TOPICS
    )
    units = Unit.objects.bulk_create(
        Unit(parent=root, kind=UnitKind.DEPARTMENT, name=f"Region {number}") for number in range(UNITS)
    )
    people = Person.objects.bulk_create(
        Person(name=f"Responder {number}", login=f"r{number}", unit=units[number % UNITS], joined_at=now)
        for number in range(responders)
    )
    Role.objects.bulk_create(
        Role(person=one, name=RoleName.RESPONDER, unit=one.unit, given_at=now) for one in people
    )
    Expertise.objects.bulk_create(
        Expertise(person=one, topic=topic, since=now) for one in people for topic in random.sample(topics, 2)
    )
    for number, unit in enumerate(units):
        _arrange(unit, [one for one in people if one.unit_id == unit.pk], now.date() - timedelta(days=30))
        Calendar.objects.create(unit=unit, time_zone="Europe/Vienna", hours=_office(number), changed_at=now)
        SlaPolicy.objects.create(unit=unit, kind="complaint", minutes=45 + number, set_at=now)
    return units


@transaction.atomic
def store(units: list[Unit], size: int, random: Random) -> list[Message]:
    """A collected batch as it is stored: every fourth goes on in a conversation of the batch."""
    now, contacts, identities = clock.now(), list[Contact](), list[Identity]()
    conversations, messages = list[Conversation](), list[Message]()
    for _ in range(size):
        number, text = next(_numbers), message(random)
        if not conversations or random.random() < 0.75:
            contacts.append(Contact(name=f"Guest {number}", first_seen_at=now, last_seen_at=now))
            identities.append(
                Identity(contact=contacts[-1], network="bench", remote_id=f"u{number}", seen_at=now)
            )
            conversations.append(_conversation(contacts[-1], random.choice(units), number, text))
        place = len(conversations) - 1 if random.random() < 0.75 else random.randrange(len(conversations))
        messages.append(
            Message(
                conversation=conversations[place],
                direction=Direction.IN,
                identity=identities[place],
                network="bench",
                remote_id=f"m{number}",
                text=text,
                said_at=now,
                stored_at=now,
                due_at=now,
            )
        )
    Contact.objects.bulk_create(contacts)
    Identity.objects.bulk_create(identities)
    Conversation.objects.bulk_create(conversations)
    return Message.objects.bulk_create(messages)


def _conversation(contact: Contact, unit: Unit, number: int, text: str) -> Conversation:
    now = clock.now()
    return Conversation(
        pk=new_id(),
        contact=contact,
        network="bench",
        unit=unit,
        root=f"m{number}",
        first_at=now,
        last_at=now,
        inbound_at=now,
        version=1,
        messages_count=1,
        preview=text[:200],
    )


def _arrange(unit: Unit, people: list[Person], first: date) -> None:
    rota = OnCall.objects.create(unit=unit, time_zone="Europe/Vienna", made_at=clock.now())
    for rank in range(2):
        shift = Shift.objects.create(rota=rota, begins=0, ends=0, rank=rank, first_week=first)
        ShiftTurn.objects.bulk_create(
            ShiftTurn(shift=shift, person=one, position=place) for place, one in enumerate(people)
        )


def _office(number: int) -> dict[str, list[list[str]]]:
    opens = f"{7 + number % 3:02}:00"
    return {day: [[opens, "12:00"], ["12:30", "20:00"]] for day in ("mon", "tue", "wed", "thu", "fri", "sat")}
