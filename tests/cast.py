"""The cast of every test, in the fictitious railway Northlight (DESIGN 13)."""

from dataclasses import dataclass
from typing import Any

from manyvoices.core import clock
from manyvoices.people.models import (
    Brand,
    Consent,
    ConsentWording,
    Grant,
    Organisation,
    Person,
    Purpose,
    Right,
    Role,
    RoleName,
    Unit,
    UnitKind,
)
from manyvoices.voices.models import Channel, Speaker, Voice, VoiceKind

PASSWORD = "a long enough password"


@dataclass(frozen=True)
class Cast:
    """Ada leads, edits and administers; Bo is an ambassador with grants; Cleo is a responder in operations; Dan is new
    and has nothing; Eve belongs to another unit and has no role here. `brand_voice` is @northlight, `bo_voice` is @bo.
    """

    organisation: Organisation
    root: Unit
    operations: Unit
    elsewhere: Unit
    brand: Brand
    ada: Person
    bo: Person
    cleo: Person
    dan: Person
    eve: Person
    brand_voice: Voice
    ada_voice: Voice
    bo_voice: Voice


def make_cast() -> Cast:
    """Writes the rows of the cast and returns them."""
    now = clock.now()
    organisation = Organisation.objects.create(name="Northlight", set_up_at=now)
    root = Unit.objects.create(kind=UnitKind.LEGAL_ENTITY, name="Northlight")
    operations = Unit.objects.create(parent=root, kind=UnitKind.DEPARTMENT, name="Operations")
    elsewhere = Unit.objects.create(parent=root, kind=UnitKind.DEPARTMENT, name="Depot West")
    brand = Brand.objects.create(name="Northlight", is_default=True)
    ada, bo, cleo = person("Ada", root), person("Bo", operations), person("Cleo", operations)
    dan, eve = person("Dan", operations), person("Eve", elsewhere)
    for name in (RoleName.PROGRAMME_LEAD, RoleName.EDITOR, RoleName.ADMINISTRATOR):
        role(ada, name, root)
    role(bo, RoleName.AMBASSADOR, operations)
    role(cleo, RoleName.RESPONDER, operations)
    for right in (Right.PUBLISH, Right.SPEAK_IN_CRISIS):
        Grant.objects.create(
            person=bo, right=right, unit=operations, reason="course passed", given_by=ada, given_at=now
        )
    brand_voice = voice("northlight", "Northlight", kind=VoiceKind.BRAND, unit=root, brand=brand)
    Speaker.objects.create(voice=brand_voice, person=ada, because="editor", since=now)
    ada_voice = voice("ada", "Ada", kind=VoiceKind.PERSON, person=ada, unit=root, brand=brand)
    bo_voice = voice("bo", "Bo", kind=VoiceKind.PERSON, person=bo, unit=operations, brand=brand)
    return Cast(
        organisation,
        root,
        operations,
        elsewhere,
        brand,
        ada,
        bo,
        cleo,
        dan,
        eve,
        brand_voice,
        ada_voice,
        bo_voice,
    )


def person(name: str, unit: Unit) -> Person:
    """A person who can sign in as <name>@northlight.example with PASSWORD."""
    made = Person(name=name, email=f"{name.lower()}@northlight.example", unit=unit, joined_at=clock.now())
    made.set_password(PASSWORD)
    made.save()
    return made


def role(holder: Person, name: RoleName, unit: Unit) -> Role:
    """A role held since now."""
    return Role.objects.create(person=holder, name=name, unit=unit, given_at=clock.now())


def voice(handle: str, name: str, **fields: Any) -> Voice:
    """A voice with its native channel; a person's voice with that person's consent to publish and collect."""
    now = clock.now()
    made = Voice.objects.create(handle=handle, name=name, made_at=now, changed_at=now, **fields)
    channel = Channel.objects.create(
        voice=made, network="native", address=f"{handle}@voices.example", connected_at=now
    )
    if made.person is not None:
        for purpose in (Purpose.PUBLISH, Purpose.COLLECT):
            consent(made.person, purpose, channel)
    return made


def consent(giver: Person, purpose: Purpose, channel: Channel) -> Consent:
    """A yes that stands."""
    wording, _ = ConsentWording.objects.get_or_create(
        purpose=purpose, version=1, language="en", defaults={"text": f"I agree: {purpose.label}."}
    )
    return Consent.objects.create(
        person=giver, purpose=purpose, channel=channel.pk, wording=wording, given_at=clock.now()
    )
