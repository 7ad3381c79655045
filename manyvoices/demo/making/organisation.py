"""The railway: its brands, units, topics and people with what they may do."""

from typing import Any

from manyvoices.core.models import World
from manyvoices.demo.content_files import Table, own_voices, read
from manyvoices.demo.hours import pattern
from manyvoices.demo.making.ground import Ground
from manyvoices.people.models import (
    Brand,
    Expertise,
    Grant,
    Organisation,
    Person,
    Right,
    Role,
    RoleName,
    Topic,
    Track,
    Unit,
    UnitKind,
)

LEAD_ROLES = (RoleName.ADMINISTRATOR, RoleName.PROGRAMME_LEAD, RoleName.EDITOR)
UNIT_LEADS = {"tom": "Depot West", "bea": "Station service", "sofia": "Train crews", "ruth": "Contact centre"}
RESPONDERS = {"ruth": "Customer Care", "clara": "Customer Care", "emre": "Operations"}
# No password opens a demo: the link that its start prints does.
NO_PASSWORD = "!demo"  # noqa: S105 -- Django knows by the ! that nothing opens it
YEARS = 400.0  # days since which people are here


def make_organisation(ground: Ground) -> None:
    """The organisation of the world `demo`, and everything in it that does not speak yet."""
    words = read("organisation")
    Organisation.objects.create(
        name=words["name"],
        world=World.DEMO,
        introduction=words["introduction"],
        contact=words["contact"],
        imprint=words["brand"][0]["imprint"],
        time_zone=words["time_zone"],
        set_up_at=ground.ago(YEARS),
        checklist_closed_at=ground.ago(YEARS - 1),
    )
    _units(ground, words)
    _brands(ground, words)
    _people(ground, words)
    _topics(ground, words)
    _rights(ground, words)


def _units(ground: Ground, words: Table) -> None:
    ground.root = Unit.objects.create(kind=UnitKind.LEGAL_ENTITY, name=words["name"])
    for unit in words["unit"]:
        parent = ground.units.get(unit.get("parent", ""), ground.root)
        ground.units[unit["name"]] = Unit.objects.create(parent=parent, kind=unit["kind"], name=unit["name"])


def _brands(ground: Ground, words: Table) -> None:
    for place, fields in enumerate(words["brand"]):
        brand = Brand.objects.create(**fields, is_default=place == 0, time_zone=words["time_zone"])
        ground.brands[brand.name] = brand


def _people(ground: Ground, words: Table) -> None:
    colleagues = words["colleague"]
    for told in [*own_voices(), *colleagues]:
        ground.people[told["handle"]] = _person(ground, told)
    Person.objects.bulk_create(ground.people.values())
    handles = [told["handle"] for told in own_voices() if not told.get("lead")]
    for place, handle in enumerate(handles):
        person = ground.people[handle]
        person.coach = ground.people[("ines", "kofi", "mira")[place % 3]]
        person.buddy = ground.people[handles[(place + 7) % len(handles)]]
        person.minutes_agreed_by, person.minutes_agreed_at = ground.lead, ground.ago(200)
        if person.coach == person:
            person.coach = ground.lead
    Person.objects.bulk_update(
        ground.people.values(), ["coach", "buddy", "minutes_agreed_by", "minutes_agreed_at"]
    )


def _person(ground: Ground, told: Table) -> Person:
    speaks = "posts" in told
    track = Track.AMBASSADOR if speaks else told.get("track", "")
    language = told.get("language", "en")
    return Person(
        name=told["name"],
        email=f"{told['handle']}@northlight.example",
        login=told["handle"],
        password=NO_PASSWORD,
        unit=ground.units[told["team"]],
        language="" if told.get("lead") else language,  # the visitor reads in what their browser asks for
        languages=["de" if language == "en" else "en"],
        working_pattern=pattern(told.get("shift", "day")),
        track=track,
        track_chosen_at=ground.ago(YEARS / 2) if track else None,
        weekly_minutes=120 if speaks else None,
        joined_at=ground.ago(YEARS),
    )


def _topics(ground: Ground, words: Table) -> None:
    for told in words["topic"]:
        ground.topics[told["tag"]] = Topic(
            name=told["name"],
            names={"de": told["de"]},
            tag=told["tag"],
            made_by=ground.lead,
            made_at=ground.ago(YEARS),
        )
    Topic.objects.bulk_create(ground.topics.values())
    Expertise.objects.bulk_create(
        Expertise(person=ground.people[voice["handle"]], topic=ground.topics[tag], since=ground.ago(180))
        for voice in own_voices()
        for tag in voice["topics"]
    )


def _rights(ground: Ground, words: Table) -> None:
    lead, given = ground.lead, {"given_by": ground.lead, "given_at": ground.ago(200)}

    def role(handle: str, name: str, unit: Unit) -> Role:
        return Role(person=ground.people[handle], name=name, unit=unit, **given)

    roles = [role("mira", name, ground.root) for name in LEAD_ROLES]
    roles += [role(voice["handle"], RoleName.AMBASSADOR, _team(ground, voice)) for voice in own_voices()]
    roles += [role(who, RoleName.UNIT_LEAD, ground.units[unit]) for who, unit in UNIT_LEADS.items()]
    roles += [role(who, RoleName.RESPONDER, ground.units[unit]) for who, unit in RESPONDERS.items()]
    roles += [
        role(told["handle"], told.get("role", RoleName.SOCIAL_EMPLOYEE), ground.root)
        for told in words["colleague"]
        if "role" in told or "track" in told
    ]
    Role.objects.bulk_create(roles)
    Grant.objects.bulk_create(_grants(ground, lead))


def _grants(ground: Ground, lead: Person) -> list[Grant]:
    fields: dict[str, Any] = {"given_by": lead, "given_at": ground.ago(150), "expires_at": ground.ago(-215)}
    publish = [
        Grant(
            person=ground.people[voice["handle"]],
            right=Right.PUBLISH,
            unit=_team(ground, voice),
            reason="Certificate “Speaking for yourself”, face to face, with Inês",
            **fields,
        )
        for voice in own_voices()
    ]
    answer = [
        Grant(
            person=ground.people[handle],
            right=Right.ANSWER,
            unit=ground.units[unit],
            reason="Certificate “Answering when you are angry too”",
            **fields,
        )
        for handle, unit in RESPONDERS.items()
    ]
    return publish + answer


def _team(ground: Ground, told: Table) -> Unit:
    return ground.units[str(told["team"])]
