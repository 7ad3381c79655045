"""The organisation, its people, what they may do and what they agreed to."""

from manyvoices.people.models.calendar import Calendar, Holiday, UnitSetting
from manyvoices.people.models.consent import Consent, ConsentWording, Purpose
from manyvoices.people.models.door import Invitation, SetupLink, SignInLink
from manyvoices.people.models.grant import Grant, Right
from manyvoices.people.models.nomination import NominatedBy, Nomination
from manyvoices.people.models.organisation import Brand, Organisation, Unit, UnitKind
from manyvoices.people.models.people_import import ImportLine, PeopleImport
from manyvoices.people.models.person import Person, Track
from manyvoices.people.models.register import Correction, RegisterSwitch
from manyvoices.people.models.role import Role, RoleName
from manyvoices.people.models.topic import Expertise, Topic, TopicProposal

__all__ = [
    "Brand",
    "Calendar",
    "Consent",
    "ConsentWording",
    "Correction",
    "Expertise",
    "Grant",
    "Holiday",
    "ImportLine",
    "Invitation",
    "NominatedBy",
    "Nomination",
    "Organisation",
    "PeopleImport",
    "Person",
    "Purpose",
    "RegisterSwitch",
    "Right",
    "Role",
    "RoleName",
    "SetupLink",
    "SignInLink",
    "Topic",
    "TopicProposal",
    "Track",
    "Unit",
    "UnitKind",
    "UnitSetting",
]
