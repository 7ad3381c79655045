"""An organisation with rotas, promises and responders who know things, and batches of messages that reach it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import count
from random import Random

from manyvoices.bench.ingesting.words import message
from manyvoices.bench.writes.ground import make_writer
from manyvoices.conversations.actions.store_batch import store_batch
from manyvoices.conversations.models import Collecting, SlaPolicy
from manyvoices.core import clock
from manyvoices.networks.contract import Arrived, Author, Batch
from manyvoices.people.models import (
    Brand,
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
from manyvoices.voices.models import Channel, Voice, VoiceKind

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
A_PAGE = 200
_numbers = count(1)


@dataclass
class Place:
    """A channel that is collected, and how far."""

    channel: Channel
    collecting: int
    cursor: str = ""


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


def make_places(units: list[Unit]) -> list[Place]:
    """A voice with a channel in each unit, and where collecting stands there."""
    now, brand = clock.now(), Brand.objects.get(is_default=True)
    voices = Voice.objects.bulk_create(
        Voice(
            kind=VoiceKind.DEPARTMENT,
            unit=unit,
            brand=brand,
            handle=f"region{number}",
            name=unit.name,
            made_at=now,
            changed_at=now,
        )
        for number, unit in enumerate(units)
    )
    channels = Channel.objects.bulk_create(
        Channel(voice=voice, network="sandbox", address=voice.handle, connected_at=now) for voice in voices
    )
    rows = Collecting.objects.bulk_create(Collecting(channel=channel) for channel in channels)
    return [Place(channel, row.pk) for channel, row in zip(channels, rows, strict=True)]


def batches(places: list[Place], messages: int, random: Random) -> list[tuple[Place, Batch]]:
    """What the networks tell: pages of two hundred, each of one channel."""
    sizes = [min(A_PAGE, messages - first) for first in range(0, messages, A_PAGE)]
    return [(random.choice(places), Batch(said=tuple(_said(size, random)))) for size in sizes]


def store(place: Place, batch: Batch) -> None:
    """A page as the worker stores it, with the place to go on."""
    batch = replace(batch, cursor=str(next(_numbers)), more=True)
    store_batch(
        collecting=place.collecting,
        channel=place.channel,
        cursor=place.cursor,
        batch=batch,
        asked_at=clock.now(),
    )
    place.cursor = batch.cursor


def _said(size: int, random: Random) -> Iterator[Arrived]:
    """Every fourth goes on in a thread of the same page, by who began it."""
    begun: list[Arrived] = []
    for _ in range(size):
        number, now = next(_numbers), clock.now()
        before = random.choice(begun) if begun and random.random() < 0.25 else None
        author = (
            before.author if before else Author(f"u{number}", f"@u{number}@far.example", f"Guest {number}")
        )
        one = Arrived(
            remote_id=f"m{number}",
            author=author,
            text=message(random),
            said_at=now,
            in_reply_to=before.remote_id if before else "",
        )
        if before is None:
            begun.append(one)
        yield one


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
